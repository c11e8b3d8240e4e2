using Migochat.People;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Applies events about a person that are no messages: opt-ins, ids that belong together.</summary>
internal sealed class PersonApplier(PersonFinder finder, PersonStore persons)
{
    /// <returns>False if nothing changed.</returns>
    public bool Apply(OptInReceived received, IntakeSettings settings, DateTime receivedAt)
    {
        var isNew = !received.Person.Any(identity => finder.FindKnown(identity) is not null);
        var person = finder.Find(received.Person, received.Time, settings, receivedAt);
        var choice = received.WantsMarketing is { } wants ? new MarketingChoice(wants, received.Time) : null;
        var met = PersonUpdates.FromEvent(person, received.Time);
        met = met with { Sources = met.Sources with { Marketing = MarketingChoice.Later(met.Sources.Marketing, choice) } };
        if (met == person)
            return isNew;
        persons.Touch(met);
        persons.SetDue(person.Id, receivedAt);
        return true;
    }

    /// <returns>False if nothing changed.</returns>
    public bool Apply(IdentitiesJoined joined, IntakeSettings settings, DateTime receivedAt) =>
        finder.Connect(joined.Present, joined.Replaced, joined.Name, joined.Time, settings, receivedAt);
}
