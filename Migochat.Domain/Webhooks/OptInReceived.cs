using Migochat.Leads;

namespace Migochat.Webhooks;

/// <summary>A person agreed to be written to, or said what they want of marketing.</summary>
public sealed record OptInReceived(EventOrigin Origin) : WebhookEvent(Origin, "opt_in")
{
    public required IReadOnlyList<Identity> Person { get; init; }

    /// <summary>UTC; of what was said about marketing, the latest counts.</summary>
    public required DateTime Time { get; init; }

    /// <summary>False: no marketing any more; true: marketing again; null: nothing was said about it.</summary>
    public bool? WantsMarketing { get; init; }
}
