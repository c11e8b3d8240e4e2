namespace Migochat.Webhooks;

/// <summary>The last part of the webhook's route. Only people, logs and metrics use it.</summary>
public static class WebhookChannel
{
    private static readonly string[] Names = ["meta", "messenger", "instagram", "whatsapp", "leadgen"];

    /// <summary>The channel, <c>other</c> for a name that is not on the list; <c>meta</c> if the route has no name.</summary>
    public static string Known(string? channel)
    {
        if (string.IsNullOrEmpty(channel))
            return "meta";
        return Array.Find(Names, name => name.Equals(channel, StringComparison.OrdinalIgnoreCase)) ?? "other";
    }
}
