using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>
/// WhatsApp numbers that their owners gave up for another. Somebody else may have such a number later, so that one number
/// stands for several people, one after the other. The changes are rows of <c>pending_receipts</c>, which do not expire.
/// </summary>
internal sealed class GivenUpNumbers(PendingStore pending, PersonStore persons)
{
    /// <summary>Meta repeats a delivery for so long. Within it a number still counts as its former owner's, because the order of arrival says nothing.</summary>
    public static readonly TimeSpan Redelivered = TimeSpan.FromDays(7);

    private const string Prefix = "given_up:";

    /// <summary>Stores that the numbers among the replaced ids were given up.</summary>
    /// <param name="replaced">The ids that held before.</param>
    /// <param name="present">The ids that hold from now on.</param>
    /// <param name="time">Of the change, UTC.</param>
    /// <param name="receivedAt">UTC.</param>
    /// <returns>True if that was not known.</returns>
    public bool Keep(IReadOnlyList<Identity> replaced, IReadOnlyList<Identity> present, DateTime time, DateTime receivedAt)
    {
        var isNew = false;
        foreach (var number in replaced.Where(IsNumber))
            isNew |= pending.Keep(TargetOf(number), new PendingChange(PendingKind.GivenUp, time, new PendingContent { Present = present }), receivedAt);
        return isNew;
    }

    /// <summary>Notes an id for the next round trip, if it is a number.</summary>
    public void Ask(Identity identity)
    {
        if (IsNumber(identity))
            pending.Ask(TargetOf(identity));
    }

    /// <summary>How many owners had given up the number by then; 0 for every other id.</summary>
    public int Epoch(Identity identity, DateTime time) => ChangesOf(identity).Count(change => time > change.At + Redelivered);

    /// <summary>
    /// The ids of the owner at that moment, if somebody else has the number by now; null if the number itself still finds the
    /// owner.
    /// </summary>
    public IReadOnlyList<Identity>? FormerOwner(Identity identity, DateTime time)
    {
        var change = ChangesOf(identity).Where(change => change.At >= time).MinBy(change => change.At);
        return change is not null && persons.Find(identity) is { } owner && !Belong(change.Content.Present!, owner.Person) ? change.Content.Present : null;
    }

    /// <summary>
    /// The number in an event that is about somebody else than the person who gave the number up and is still stored with it:
    /// that person has not used it since, and nobody has another id of the event. With it that person.
    /// </summary>
    public (Identity Number, Person Former)? LeftBehind(IReadOnlyList<Identity> identities, DateTime time)
    {
        foreach (var number in identities)
        {
            if (ChangesOf(number).MaxBy(change => change.At) is { } last
                && time > last.At + Redelivered
                && persons.Find(number) is { } known
                && known.SeenAt <= last.At
                && Belong(last.Content.Present!, known.Person)
                && identities.All(other => other == number || persons.Find(other) is null))
            {
                return (number, known.Person);
            }
        }

        return null;
    }

    private bool Belong(IEnumerable<Identity> identities, Person person) => identities.Any(identity => persons.Find(identity)?.Person.Id == person.Id);

    private IReadOnlyList<PendingChange> ChangesOf(Identity identity) => IsNumber(identity) ? pending.Of(TargetOf(identity)) : [];

    private static bool IsNumber(Identity identity) => identity.Kind == IdentityKind.WhatsAppPhone;

    private static string TargetOf(Identity number) => $"{Prefix}{number.Kind}:{number.Value}";
}
