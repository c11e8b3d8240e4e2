using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>Reads a person's choice about the shop's marketing messages on WhatsApp.</summary>
internal static class WhatsAppPreferences
{
    public static IEnumerable<WebhookEvent> Read(JsonElement preference, WhatsAppChange change)
    {
        var (id, userId) = (preference.Get("wa_id"u8).Id(), preference.Get("user_id"u8).Id());
        var contacts = change.Contacts.Of(id, userId);
        var at = change.At("user_preferences", preference, contacts);
        var person = WhatsAppPerson.Of(id, userId, contacts);
        if (person.Count == 0 || WhatsAppPerson.HasTooLongId(person))
            return [at.Unrecognised("a preference of nobody")];
        var time = WhatsAppMessages.TimeOf(preference, at);
        var choice = new OptInReceived(at.Origin) { Person = person, Time = time, WantsMarketing = IsAboutMarketing(preference) ? ChoiceOf(preference) : null };
        return WhatsAppPerson.NameOf(contacts) is { } name ? [choice, WhatsAppPerson.Joined(at, person, name, time)!] : [choice];
    }

    private static bool IsAboutMarketing(JsonElement preference) =>
        preference.Get("category"u8).Text() is not { Length: > 0 } category || category.Equals("marketing_messages", StringComparison.OrdinalIgnoreCase);

    private static bool? ChoiceOf(JsonElement preference) => preference.Get("value"u8).Text()?.ToLowerInvariant() switch
    {
        "stop" => false,
        "resume" => true,
        _ => null,
    };
}
