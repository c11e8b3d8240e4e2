using Migochat.Data;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>Ids belong to one person, or a person has a name: a number changed, a user id was regenerated, a contact told the name. Makes nobody a person.</summary>
/// <param name="Present">The ids that hold from now on; at least one.</param>
/// <param name="Replaced">The ids that held before; none where the event only carries several together.</param>
/// <param name="Time">UTC.</param>
public sealed record IdentitiesJoined(EventOrigin Origin, IReadOnlyList<Identity> Present, IReadOnlyList<Identity> Replaced, DateTime Time)
    : WebhookEvent(Origin, "identities")
{
    /// <summary>The person's name, where a contact beside the event tells it.</summary>
    public PersonName? Name { get; init; }
}

/// <summary>A person agreed to get messages, or made a choice about marketing messages.</summary>
public sealed record OptInReceived(EventOrigin Origin) : WebhookEvent(Origin, "opt_in")
{
    public required IReadOnlyList<Identity> Person { get; init; }

    /// <summary>UTC; the latest choice about marketing counts.</summary>
    public required DateTime Time { get; init; }

    /// <summary>False: no marketing any more; true: marketing again; null: nothing was said about it.</summary>
    public bool? WantsMarketing { get; init; }
}
