using Migochat.Data;
using Migochat.Settings;

namespace Migochat.People;

/// <summary>The fast path: what one stored message changes on its person. Pure.</summary>
internal static class PersonUpdates
{
    public static Person FromMessage(Person person, DateTime time, MessageDirection direction, PersonName? name, FieldRank rank, IntakeSettings terms, DateTime now)
    {
        var last = Later(person.LastMessageAt, time);
        var named = WithName(person, name, rank, time);
        var isFirstTouch = direction == MessageDirection.Inbound && !(person.Sources.FirstTouch <= time);
        return named with
        {
            CreatedAt = Earlier(person.CreatedAt, time),
            LastMessageAt = last,
            LastInboundAt = direction == MessageDirection.Inbound ? Later(person.LastInboundAt, time) : person.LastInboundAt,
            IsActive = now - last <= terms.InactiveAfter,
            Sources = isFirstTouch ? named.Sources with { FirstTouch = time } : named.Sources,
        };
    }

    /// <summary>The name that an event gives, unless a better or later claim stands or a person set it.</summary>
    public static Person WithName(Person person, PersonName? name, FieldRank rank, DateTime time)
    {
        var claim = new FieldSource(rank, time);
        if (name is null || person.IsLocked(LockedField.Name) || !FieldSources.Wins(claim, name.Ordinal, person.Sources.Name, person.Name.Ordinal))
            return person;
        return person with { FirstName = name.First, LastName = name.Last, Sources = person.Sources with { Name = claim } };
    }

    /// <summary>An event that is no message: a referral, an opt-in.</summary>
    public static Person FromEvent(Person person, DateTime time) => person with { CreatedAt = Earlier(person.CreatedAt, time) };

    /// <summary>A referral that came as an event of its own.</summary>
    public static Person FromReferral(Person person, DateTime time) => FromEvent(person, time) with
    {
        Sources = person.Sources with
        {
            ReferredAt = Later(person.Sources.ReferredAt, time),
            FirstTouch = person.Sources.FirstTouch <= time ? person.Sources.FirstTouch : time,
        },
    };

    private static DateTime Earlier(DateTime known, DateTime time) => time < known ? time : known;

    private static DateTime Later(DateTime? known, DateTime time) => known is { } other && other > time ? other : time;
}
