using Migochat.Data;
using Migochat.Messaging;
using Migochat.Texts;

namespace Migochat.People;

/// <summary>
/// What a person's own texts say of where they live and how to call them. The latest text counts; a field that a person set,
/// and a WhatsApp number, win over any. A change goes into the audit trail.
/// </summary>
internal sealed class TextClaims(PersonStore persons, MessageStore messages, ClaimAudit audit)
{
    private static readonly MessageTextReader Texts = new();

    /// <summary>The fast path: the person with what one more message says. Nothing is written.</summary>
    public static Person Apply(Person person, TextSignals? signals, DateTime time) =>
        signals is { Governorate: not null } or { Phone: not null } ? Apply(person, signals.Governorate, signals.Phone, time) : person;

    /// <summary>Writes where they live and how to call them, where that has changed; where it came from is written with the person.</summary>
    public void Save(Person before, Person after, DateTime now)
    {
        if (after.Governorate != before.Governorate || after.PhoneNumber != before.PhoneNumber)
            Write(before, after, now);
    }

    /// <summary>True if stored signals say where somebody lives or how to call them.</summary>
    public static bool Matter(string? signals) => TextSignals.Parse(signals) is { Governorate: not null } or { HasPhone: true };

    /// <summary>True if a change of its text may have changed what a message says: signals do not hold the number, so that of two nobody knows whether they are one.</summary>
    public static bool MayDiffer(StoredMessage before, StoredMessage after) => after.Signals != before.Signals || after.Text != before.Text;

    /// <summary>The slow path: from all messages, after one was changed or deleted, or two persons were joined.</summary>
    public void Recount(long userId, DateTime now)
    {
        var person = persons.Get(userId);
        var said = Forget(person);
        foreach (var (time, text, signals) in messages.Claims(userId))
            said = Apply(said, signals.Governorate, signals.HasPhone ? PhoneIn(text, time, person) : null, time);
        Write(person, said, now);
    }

    private static Person Apply(Person person, Governorate? governorate, string? phone, DateTime time)
    {
        var claim = new FieldSource(FieldRank.Text, time);
        if (governorate is { } place && !person.IsLocked(LockedField.Governorate)
            && FieldSources.Wins(claim, EnumText.Stored(place), person.Sources.Governorate, person.Governorate))
        {
            person = person with { Governorate = EnumText.Stored(place), Sources = person.Sources with { Governorate = claim } };
        }

        if (phone is not null && !HasNumber(person) && !person.IsLocked(LockedField.Phone)
            && FieldSources.Wins(claim, phone, person.Sources.Phone, person.PhoneNumber))
        {
            person = person with { PhoneNumber = phone, Sources = person.Sources with { Phone = claim } };
        }

        return person;
    }

    /// <summary>Without what only texts have said.</summary>
    private static Person Forget(Person person)
    {
        if (person.Sources.Governorate is { Rank: FieldRank.Text } && !person.IsLocked(LockedField.Governorate))
            person = person with { Governorate = null, Sources = person.Sources with { Governorate = null } };
        if (person.Sources.Phone is not { Rank: FieldRank.Text } || person.IsLocked(LockedField.Phone))
            return person;
        var phone = HasNumber(person) ? person.PhoneNumber : null;
        return person with { PhoneNumber = phone, Sources = person.Sources with { Phone = null } };
    }

    // A text that is no longer kept has said what it said.
    private static string? PhoneIn(string? text, DateTime time, Person person) =>
        text is not null ? Texts.Read(text).Phone : person.Sources.Phone?.At == time ? person.PhoneNumber : null;

    /// <summary>True if they write from a WhatsApp number, which then is their phone.</summary>
    private static bool HasNumber(Person person) => person.PhoneNumber is { } phone && phone.AsSpan(1).SequenceEqual(person.Psid);

    private void Write(Person before, Person after, DateTime now)
    {
        if (after.Governorate == before.Governorate && after.PhoneNumber == before.PhoneNumber && after.Sources == before.Sources)
            return;
        persons.Claim(before, after);
        audit.Record(before, after, now);
    }
}
