using Migochat.Messaging;

namespace Migochat.Leads;

/// <summary>The fast path: what one stored message changes on its person. Pure.</summary>
internal static class PersonTouch
{
    public static Person Apply(Person person, DateTime time, MessageDirection direction, PersonName? name, PersonTerms terms, DateTime now)
    {
        var last = Later(person.LastMessageAt, time);
        var named = WithName(person, name, time);
        var isFirstTouch = direction == MessageDirection.Inbound && !(person.Sources.FirstTouch <= time);
        return named with
        {
            CreatedAt = time < person.CreatedAt ? time : person.CreatedAt,
            LastMessageAt = last,
            LastInboundAt = direction == MessageDirection.Inbound ? Later(person.LastInboundAt, time) : person.LastInboundAt,
            IsActive = now - last <= terms.InactiveAfter,
            Sources = isFirstTouch ? named.Sources with { FirstTouch = time } : named.Sources,
        };
    }

    /// <summary>The name that WhatsApp's contacts give, unless a better or later claim stands or a person set it.</summary>
    public static Person WithName(Person person, PersonName? name, DateTime time)
    {
        var claim = new FieldSource(FieldRank.Profile, time);
        if (name is null || person.IsLocked(LockedField.Name) || !FieldSources.Wins(claim, name.Ordinal, person.Sources.Name, person.Name.Ordinal))
            return person;
        return person with { FirstName = name.First, LastName = name.Last, Sources = person.Sources with { Name = claim } };
    }

    private static DateTime Later(DateTime? known, DateTime time) => known is { } other && other > time ? other : time;
}
