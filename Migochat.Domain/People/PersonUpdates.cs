using Migochat.Data;
using Migochat.Settings;

namespace Migochat.People;

/// <summary>The fast path: computes the changes that one stored message makes to its person. Pure.</summary>
internal static class PersonUpdates
{
    public static Person FromMessage(Person person, DateTime time, MessageDirection direction, PersonName? name, FieldRank rank, IntakeSettings settings, DateTime now)
    {
        var last = Moment.Later(person.LastMessageAt ?? time, time);
        var named = WithName(person, name, rank, time);
        var isFirstTouch = direction == MessageDirection.Inbound && !(person.Sources.FirstTouchAt <= time);
        return named with
        {
            CreatedAt = Moment.Earlier(person.CreatedAt, time),
            LastMessageAt = last,
            LastInboundAt = direction == MessageDirection.Inbound ? Moment.Later(person.LastInboundAt, time) : person.LastInboundAt,
            IsActive = now - last <= settings.InactiveAfter,
            Sources = isFirstTouch ? named.Sources with { FirstTouchAt = time } : named.Sources,
        };
    }

    /// <summary>Applies an event's name, unless a better or later claim exists. While staff's own name stands, it is kept beside.</summary>
    public static Person WithName(Person person, PersonName? name, FieldRank rank, DateTime time)
    {
        var claim = new FieldSource(rank, time);
        if (name is null)
            return person;
        var told = new NameClaim(name.First, name.Last, claim);
        if (NameClaim.Better(person.ToldName, told) != told)
            return person;
        return person.IsLocked(LockedField.Name)
            ? person with { Sources = person.Sources with { ToldName = told } }
            : person with { FirstName = name.First, LastName = name.Last, Sources = person.Sources with { Name = claim } };
    }

    /// <summary>Applies an event that is no message: a referral, an opt-in.</summary>
    public static Person FromEvent(Person person, DateTime time) => person with { CreatedAt = Moment.Earlier(person.CreatedAt, time) };

    /// <summary>Applies a referral that came as an event of its own.</summary>
    public static Person FromReferral(Person person, DateTime time) => FromEvent(person, time) with
    {
        Sources = person.Sources with
        {
            ReferredAt = Moment.Later(person.Sources.ReferredAt, time),
            FirstTouchAt = Moment.Earlier(person.Sources.FirstTouchAt, time),
        },
    };
}
