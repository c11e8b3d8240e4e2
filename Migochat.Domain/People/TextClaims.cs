using Migochat.Data;
using Migochat.Messaging;
using Migochat.Texts;

namespace Migochat.People;

/// <summary>
/// Takes a person's governorate and phone from the person's own texts. The latest text counts; a field that a person set,
/// and a WhatsApp number, win over any text. A change is recorded in the audit trail.
/// </summary>
internal sealed class TextClaims(PersonStore persons, MessageHistory history, ClaimAudit audit)
{
    private static readonly MessageTextReader Texts = new();

    /// <summary>The fast path: applies the signals of one more message to the person. Writes nothing.</summary>
    public static Person Apply(Person person, TextSignals? signals, DateTime time) =>
        signals is { Governorate: not null } or { Phone: not null } ? Apply(person, FieldRank.Text, signals.Governorate, signals.Phone, time) : person;

    /// <summary>Writes governorate and phone if they have changed.</summary>
    public void Save(Person before, Person after, DateTime now)
    {
        if (after.Governorate != before.Governorate || after.PhoneNumber != before.PhoneNumber)
            Write(before, after, now);
    }

    /// <summary>True if stored signals state a governorate or a phone number.</summary>
    public static bool Matter(string? signals) => TextSignals.Parse(signals) is { Governorate: not null } or { HasPhone: true };

    /// <summary>True if a change of the text may have changed its claims. Signals do not hold the phone number itself, so two signals with a number may state different ones.</summary>
    public static bool MayDiffer(StoredMessage before, StoredMessage after) => after.Signals != before.Signals || after.Text != before.Text;

    /// <summary>The slow path: computes the fields from the newest messages that state them, after a message was changed or deleted, or two persons were merged.</summary>
    public void Recount(long userId, DateTime now)
    {
        var person = persons.Get(userId);
        var recounted = Recounted(Forget(person));
        // If the text is no longer kept, the phone that it stated stays.
        if (person.Sources.Phone is { } source && history.HadPhone(userId, source.At))
            recounted = Apply(recounted, FieldRank.Text, null, person.PhoneNumber, source.At);
        Write(person, recounted, now);
    }

    /// <summary>The person as events alone would have them: name, phone and governorate without anything that staff set. Writes nothing.</summary>
    public Person WithoutStaff(long userId)
    {
        var person = persons.Get(userId);
        var isPhoneSet = person.IsLocked(LockedField.Phone);
        var isPlaceSet = person.IsLocked(LockedField.Governorate);
        var told = Recounted(Forget(person with
        {
            Locked = null,
            FirstName = person.ToldName?.First,
            LastName = person.ToldName?.Last,
            PhoneNumber = isPhoneSet ? persons.NumberOf(userId) : person.PhoneNumber,
            Governorate = isPlaceSet ? null : person.Governorate,
            Sources = person.Sources with
            {
                Name = person.ToldName?.Source,
                ToldName = null,
                Phone = isPhoneSet ? null : person.Sources.Phone,
                Governorate = isPlaceSet ? null : person.Sources.Governorate,
            },
        }));
        return history.Forms(userId).Aggregate(told, (lead, form) => FormClaims.Apply(lead, LeadAnswers.Read(form.Answers), form.Time));
    }

    private Person Recounted(Person person)
    {
        foreach (var (time, governorate) in history.NewestGovernorates(person.Id))
            person = Apply(person, FieldRank.Text, governorate, null, time);
        foreach (var (time, phone) in history.NewestPhones(person.Id, static text => Texts.Read(text).Phone))
            person = Apply(person, FieldRank.Text, null, phone, time);
        return person;
    }

    /// <summary>Applies what an event of this rank says, unless a better or later claim exists, staff set the field, or the phone is the WhatsApp number. Writes nothing.</summary>
    internal static Person Apply(Person person, FieldRank rank, Governorate? governorate, string? phone, DateTime time)
    {
        var claim = new FieldSource(rank, time);
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

    /// <summary>Removes the values that came from texts alone.</summary>
    private static Person Forget(Person person)
    {
        if (person.Sources.Governorate is { Rank: FieldRank.Text } && !person.IsLocked(LockedField.Governorate))
            person = person with { Governorate = null, Sources = person.Sources with { Governorate = null } };
        if (person.Sources.Phone is not { Rank: FieldRank.Text } || person.IsLocked(LockedField.Phone))
            return person;
        var phone = HasNumber(person) ? person.PhoneNumber : null;
        return person with { PhoneNumber = phone, Sources = person.Sources with { Phone = null } };
    }

    /// <summary>True if the person writes from a WhatsApp number. That number is then the phone.</summary>
    private static bool HasNumber(Person person) => person.PhoneNumber is { } phone && phone.AsSpan(1).SequenceEqual(person.Psid);

    private void Write(Person before, Person after, DateTime now)
    {
        if (after.Governorate == before.Governorate && after.PhoneNumber == before.PhoneNumber && after.Sources == before.Sources)
            return;
        persons.Claim(after);
        audit.Record(before, after, persons.IsNew(after.Id), now);
    }
}
