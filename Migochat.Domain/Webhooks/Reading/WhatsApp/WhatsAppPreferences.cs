using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>Reads what a person wants of the shop's marketing on WhatsApp.</summary>
internal static class WhatsAppPreferences
{
    public static WebhookEvent Read(JsonElement preference, WhatsAppChange change)
    {
        var (id, userId) = (preference.Get("wa_id"u8).Id(), preference.Get("user_id"u8).Id());
        var contacts = change.Contacts.Of(id, userId);
        var at = change.At("user_preferences", preference, contacts);
        var person = WhatsAppPerson.Of(id, userId, contacts);
        if (person.Count == 0 || WhatsAppPerson.HasTooLongId(person))
            return at.Unrecognised("a preference of nobody");
        return new OptInReceived(at.Origin)
        {
            Person = person,
            Time = WhatsAppMessages.TimeOf(preference, at),
            WantsMarketing = IsAboutMarketing(preference) ? AcceptHeader(preference) : null,
        };
    }

    private static bool IsAboutMarketing(JsonElement preference) =>
        preference.Get("category"u8).Text() is not { Length: > 0 } category || category.Equals("marketing_messages", StringComparison.OrdinalIgnoreCase);

    private static bool? AcceptHeader(JsonElement preference) => preference.Get("value"u8).Text()?.ToLowerInvariant() switch
    {
        "stop" => false,
        "resume" => true,
        _ => null,
    };
}
