using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>Reads errors at Meta that belong to no message.</summary>
internal static class WhatsAppErrors
{
    /// <summary>The code for a shop that does not share the chats of the phone's app.</summary>
    private const long HistoryDeclined = 2593109;

    public static WebhookEvent Read(JsonElement error, ItemContext at) =>
        new Notice(at.Origin, error.Get("code"u8).Whole() == HistoryDeclined ? "history_declined" : "whatsapp_error");
}
