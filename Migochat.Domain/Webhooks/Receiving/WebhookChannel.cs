namespace Migochat.Webhooks;

/// <summary>The last part of the webhook's route: decoration for people, logs and metrics.</summary>
public static class WebhookChannel
{
    private static readonly string[] Names = ["meta", "messenger", "instagram", "whatsapp", "leadgen"];

    /// <summary>The channel, or <c>other</c> for anything that is not on the list; <c>meta</c> where the route names none.</summary>
    public static string Known(string? channel)
    {
        if (string.IsNullOrEmpty(channel))
            return "meta";
        return Array.Find(Names, name => name.Equals(channel, StringComparison.OrdinalIgnoreCase)) ?? "other";
    }
}
