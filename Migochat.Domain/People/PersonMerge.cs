using Migochat.Data;
using Migochat.Settings;

namespace Migochat.People;

/// <summary>Merges two persons when one event carries an id of each.</summary>
internal sealed class PersonMerge(PersonMergeStore store, PersonStore persons, PersonRebuild rebuild)
{
    /// <returns>The id of the older row, which now has all rows of both.</returns>
    /// <param name="first">One person.</param>
    /// <param name="second">The other.</param>
    /// <param name="settings">The present settings of the intake.</param>
    /// <param name="reason">For the audit trail: the kinds of ids that belong together.</param>
    /// <param name="now">UTC.</param>
    public long Merge(Person first, Person second, IntakeSettings settings, string reason, DateTime now)
    {
        var (kept, other) = first.Id < second.Id ? (first, second) : (second, first);
        var (keptFields, otherFields) = (store.Read(kept.Id), store.Read(other.Id));
        var fields = LeadFields.Fold(keptFields, otherFields);
        var picture = kept.Sources.Picture;
        if (TakesPicture(kept, keptFields.ProfilePic, other, otherFields.ProfilePic))
            (fields, picture) = (fields with { ProfilePic = otherFields.ProfilePic }, other.Sources.Picture);
        store.Move(kept.Id, other.Id);
        store.Write(kept.Id, fields);
        store.Record(kept.Id, other.Id, reason, now);
        var folded = Fold(kept, other);
        rebuild.Rebuild(folded with { Locked = string.Join(',', fields.Locked), Sources = folded.Sources with { Picture = picture } }, settings, now);
        persons.Index(kept.Id);
        persons.SetDue(kept.Id, now);
        return kept.Id;
    }

    private static Person Fold(Person kept, Person other)
    {
        var (set, told) = (NameByStaff(kept) ?? NameByStaff(other), NameClaim.Better(kept.ToldName, other.ToldName));
        var name = set ?? told;
        return kept with
        {
            CreatedAt = Moment.Earlier(kept.CreatedAt, other.CreatedAt),
            FirstName = name?.First,
            LastName = name?.Last,
            Sources = kept.Sources with
            {
                Name = name?.Source,
                ClosedAt = Moment.Later(kept.Sources.ClosedAt, other.Sources.ClosedAt),
                ToldName = set is null ? null : told,
                Marketing = MarketingChoice.Later(kept.Sources.Marketing, other.Sources.Marketing),
            },
        };
    }

    /// <summary>The picture that was fetched later wins.</summary>
    private static bool TakesPicture(Person kept, string? present, Person other, string? theirs) =>
        theirs is not null && (present is null || (other.Sources.Picture is { } claim && FieldSources.Wins(claim, theirs, kept.Sources.Picture, present)));

    private static NameClaim? NameByStaff(Person person) =>
        person.IsLocked(LockedField.Name) ? new NameClaim(person.FirstName, person.LastName, person.Sources.Name) : null;
}
