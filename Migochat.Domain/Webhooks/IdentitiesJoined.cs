using Migochat.Leads;

namespace Migochat.Webhooks;

/// <summary>Ids turn out to belong to one person: a number changed, a user id was regenerated. Makes nobody a person.</summary>
/// <param name="Present">The ids that hold from now on; at least one.</param>
/// <param name="Replaced">The ids that held before; none where the event only carries several together.</param>
/// <param name="Time">UTC.</param>
public sealed record IdentitiesJoined(EventOrigin Origin, IReadOnlyList<Identity> Present, IReadOnlyList<Identity> Replaced, DateTime Time)
    : WebhookEvent(Origin, "identities");
