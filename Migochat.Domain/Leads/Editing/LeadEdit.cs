using Migochat.Data;
using Migochat.People;
using Migochat.Scoring;

namespace Migochat.Leads;

/// <summary>Applies a person's change to a lead: values, locks, field sources, and the audit trail. Pure.</summary>
/// <param name="lead">As it is; <see cref="Apply"/> changes it.</param>
/// <param name="patch">The wanted values.</param>
/// <param name="released">The values of released fields; computed only if the patch releases one.</param>
/// <param name="actor">The member of staff, if named.</param>
/// <param name="now">UTC.</param>
internal sealed class LeadEdit(User lead, LeadPatch patch, Lazy<ReleasedFields> released, string? actor, DateTime now)
{
    private readonly List<LeadActivity> _activities = [];
    private readonly SortedSet<string> _locked = new(LockedField.Parse(lead.Locked), StringComparer.Ordinal);
    private FieldSources _sources = FieldSources.Parse(lead.FieldSources);

    /// <returns>The lines of the audit trail; none where no value changed.</returns>
    public IReadOnlyList<LeadActivity> Apply()
    {
        ApplyStage();
        ApplyLabel();
        ApplyType();
        ApplyGovernorate();
        ApplyPhone();
        ApplyName();
        lead.Locked = _locked.Count == 0 ? null : string.Join(',', _locked);
        lead.FieldSources = _sources.ToString();
        lead.ScoreDueAt = now;
        return _activities;
    }

    private void ApplyStage()
    {
        if (patch.Stage.Value is { } stage)
        {
            _locked.Add(LockedField.Stage);
            SetStage(stage, now);
        }
        else if (Released(LockedField.Stage, patch.Stage.IsGiven) is { } automatic)
        {
            SetStage(automatic.Stage, automatic.StageSince);
        }
    }

    private void SetStage(LeadStage stage, DateTime at)
    {
        if (stage == lead.LeadStage)
            return;
        Record("stage_change", EnumText.Wire(lead.LeadStage), EnumText.Wire(stage));
        (lead.LeadStage, lead.LastStageChange) = (stage, at);
        if (StageTransitions.IsConverted(stage))
            lead.ConvertedAt = Moment.Earlier(lead.ConvertedAt, at);
    }

    private void ApplyLabel()
    {
        if (patch.Label.Value is { } label)
        {
            _locked.Add(LockedField.Label);
            SetLabel(label);
        }
        else if (Released(LockedField.Label, patch.Label.IsGiven) is not null)
        {
            SetLabel(null);
        }
    }

    private void SetLabel(CustomerLabel? label)
    {
        Record("label_change", Wire(lead.CustomerLabel), Wire(label));
        lead.CustomerLabel = label;
    }

    private void ApplyType()
    {
        if (patch.Type.Value is { } type)
        {
            _locked.Add(LockedField.Type);
            SetType(type);
        }
        else if (Released(LockedField.Type, patch.Type.IsGiven) is { } automatic)
        {
            SetType(automatic.Type);
        }
    }

    private void SetType(CustomerType? type)
    {
        Record("type_change", Wire(lead.CustomerType), Wire(type));
        lead.CustomerType = type;
    }

    private void ApplyGovernorate()
    {
        if (patch.Governorate.Value is { } governorate)
        {
            _locked.Add(LockedField.Governorate);
            SetGovernorate(governorate, ByPerson);
        }
        else if (Released(LockedField.Governorate, patch.Governorate.IsGiven) is { Told: var told })
        {
            SetGovernorate(EnumText.FromStoredOrNull<Governorate>(told.Governorate), told.Sources.Governorate);
        }
    }

    private void SetGovernorate(Governorate? governorate, FieldSource? source)
    {
        Record("governorate_change", Wire(lead.Governorate), Wire(governorate));
        lead.Governorate = governorate;
        _sources = _sources with { Governorate = source };
    }

    private void ApplyPhone()
    {
        if (patch.Phone.Value is { } phone)
        {
            _locked.Add(LockedField.Phone);
            SetPhone(phone, ByPerson);
        }
        else if (Released(LockedField.Phone, patch.Phone.IsGiven) is { Told: var told })
        {
            SetPhone(told.PhoneNumber, told.Sources.Phone);
        }
    }

    private void SetPhone(string? phone, FieldSource? source)
    {
        if (phone != lead.PhoneNumber)
            Add("phone_change", Mask.Phone(lead.PhoneNumber), Mask.Phone(phone));
        lead.PhoneNumber = phone;
        _sources = _sources with { Phone = source };
    }

    /// <summary>First and last name are one field: setting either locks both, and null without a name releases both.</summary>
    private void ApplyName()
    {
        if (patch.FirstName.Value is not null || patch.LastName.Value is not null)
        {
            if (_locked.Add(LockedField.Name) && (lead.FirstName ?? lead.LastName) is not null)
                _sources = _sources with { ToldName = new NameClaim(lead.FirstName, lead.LastName, _sources.Name) };
            var first = patch.FirstName.IsGiven ? patch.FirstName.Value : lead.FirstName;
            var last = patch.LastName.IsGiven ? patch.LastName.Value : lead.LastName;
            SetName(first, last, ByPerson);
        }
        else if (Released(LockedField.Name, patch.FirstName.IsGiven || patch.LastName.IsGiven) is { Told: var told })
        {
            SetName(told.FirstName, told.LastName, told.Sources.Name);
            _sources = _sources with { ToldName = null };
        }
    }

    private void SetName(string? first, string? last, FieldSource? source)
    {
        if (first != lead.FirstName || last != lead.LastName)
            Add("name_change", Mask.Name(lead.FirstName, lead.LastName), Mask.Name(first, last));
        (lead.FirstName, lead.LastName) = (first, last);
        _sources = _sources with { Name = source };
    }

    /// <summary>Unlocks a field; null if it was not locked, or the patch leaves it alone.</summary>
    private ReleasedFields? Released(string field, bool isGiven) => isGiven && _locked.Remove(field) ? released.Value : null;

    private FieldSource ByPerson => new(FieldRank.Person, now);

    private static string? Wire<T>(T? value) where T : struct, Enum => value is { } known ? EnumText.Wire(known) : null;

    private void Record(string type, string? old, string? @new)
    {
        if (old != @new)
            Add(type, old, @new);
    }

    private void Add(string type, string? old, string? @new) => _activities.Add(new LeadActivity
    {
        UserId = lead.Id,
        ActivityType = type,
        OldValue = old,
        NewValue = @new,
        Reason = patch.Reason,
        Timestamp = now,
        Actor = actor,
    });
}

/// <summary>The result of a person's change.</summary>
public enum LeadEditOutcome
{
    Done,

    /// <summary>There is no such lead.</summary>
    Gone,

    /// <summary>It is not any more as the person saw it.</summary>
    Stale,

    /// <summary>A move that wants a reason came without one.</summary>
    NeedsReason,
}
