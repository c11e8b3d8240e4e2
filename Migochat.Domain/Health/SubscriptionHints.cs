using Migochat.Data;

namespace Migochat.Health;

/// <summary>Says in words which subscription at Meta seems to be missing.</summary>
internal static class SubscriptionHints
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    private static readonly (string Platform, string Name, string Field)[] Echoes =
    [
        (Platform.Facebook, "Messenger", "message_echoes"),
        (Platform.Instagram, "Instagram", "messages"),
        (Platform.WhatsApp, "WhatsApp", "smb_message_echoes"),
    ];

    /// <summary>One sentence for each platform on which customers wrote in the last seven days and no message of the shop came.</summary>
    public static IReadOnlyList<string> Of(DatabaseConnection connection, DateTime now)
    {
        // A reply of the outbox is no sign of echoes until its echo came. WhatsApp sends none for it.
        using var came = new Statement(connection, """
            SELECT 1 FROM messages
            WHERE timestamp >= @0 AND platform = @1 AND direction = @2
              AND (platform = 'whatsapp' OR message_metadata IS NULL OR message_metadata NOT LIKE '%"rank":"sent"%') LIMIT 1
            """);
        bool Came(string platform, MessageDirection direction) => came.RunForId(now - Lately, platform, EnumText.Stored(direction)) is not null;
        return [.. Echoes
            .Where(echo => Came(echo.Platform, MessageDirection.Inbound) && !Came(echo.Platform, MessageDirection.Outbound))
            .Select(echo => $"{echo.Name}: customers wrote in the last 7 days, but no echo of an answer came. Nobody may have answered, or the field {echo.Field} is not subscribed; then customers seem to wait for ever.")];
    }
}
