using Migochat.Data;
using Migochat.People;

namespace Migochat.Leads;

/// <summary>Applies a person's change to a lead: values, locks, field sources, and the audit trail. Pure.</summary>
/// <param name="lead">As it is; <see cref="Apply"/> changes it.</param>
/// <param name="patch">The wanted values.</param>
/// <param name="actor">The member of staff, if named.</param>
/// <param name="now">UTC.</param>
internal sealed class LeadEdit(User lead, LeadPatch patch, string? actor, DateTime now)
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
        if (!patch.Stage.IsGiven)
            return;
        Lock(LockedField.Stage, patch.Stage.Value is not null);
        if (patch.Stage.Value is not { } stage || stage == lead.LeadStage)
            return;
        Record("stage_change", EnumText.Wire(lead.LeadStage), EnumText.Wire(stage));
        (lead.LeadStage, lead.LastStageChange) = (stage, now);
    }

    private void ApplyLabel()
    {
        if (!patch.Label.IsGiven)
            return;
        Lock(LockedField.Label, patch.Label.Value is not null);
        Record("label_change", Wire(lead.CustomerLabel), Wire(patch.Label.Value));
        lead.CustomerLabel = patch.Label.Value;
    }

    private void ApplyType()
    {
        if (!patch.Type.IsGiven)
            return;
        Lock(LockedField.Type, patch.Type.Value is not null);
        if (patch.Type.Value is not { } type)
            return;
        Record("type_change", Wire(lead.CustomerType), Wire<CustomerType>(type));
        lead.CustomerType = type;
    }

    private void ApplyGovernorate()
    {
        if (!patch.Governorate.IsGiven)
            return;
        var governorate = patch.Governorate.Value;
        Lock(LockedField.Governorate, governorate is not null);
        Record("governorate_change", Wire(lead.Governorate), Wire(governorate));
        lead.Governorate = governorate;
        _sources = _sources with { Governorate = governorate is null ? null : ByPerson };
    }

    private void ApplyPhone()
    {
        if (!patch.Phone.IsGiven)
            return;
        var phone = patch.Phone.Value;
        Lock(LockedField.Phone, phone is not null);
        if (phone != lead.PhoneNumber)
            Add("phone_change", Mask.Phone(lead.PhoneNumber), Mask.Phone(phone));
        lead.PhoneNumber = phone;
        _sources = _sources with { Phone = phone is null ? null : ByPerson };
    }

    private void ApplyName()
    {
        if (!patch.FirstName.IsGiven && !patch.LastName.IsGiven)
            return;
        var first = patch.FirstName.IsGiven ? patch.FirstName.Value : lead.FirstName;
        var last = patch.LastName.IsGiven ? patch.LastName.Value : lead.LastName;
        var isSet = patch.FirstName.Value is not null || patch.LastName.Value is not null;
        Lock(LockedField.Name, isSet);
        if (first != lead.FirstName || last != lead.LastName)
            Add("name_change", Mask.Name(lead.FirstName, lead.LastName), Mask.Name(first, last));
        (lead.FirstName, lead.LastName) = (first, last);
        _sources = _sources with { Name = isSet ? ByPerson : null };
    }

    private FieldSource ByPerson => new(FieldRank.Person, now);

    private static string? Wire<T>(T? value) where T : struct, Enum => value is { } known ? EnumText.Wire(known) : null;

    private void Lock(string field, bool isLocked)
    {
        if (isLocked)
            _locked.Add(field);
        else
            _locked.Remove(field);
    }

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
