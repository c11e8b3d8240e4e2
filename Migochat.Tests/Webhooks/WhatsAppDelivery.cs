using System.Collections;
using System.Globalization;
using System.Text.Json;
using Migochat.Settings;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

/// <summary>Deliveries of a WhatsApp business account by invented people, the events in them, and those events as text.</summary>
internal static class WhatsAppDelivery
{
    public const string Mona = "201001112223";
    public const string MonaUser = "EG.1001112223";
    public const string ShopNumber = "201234567890";

    public static readonly DateTime ReceivedAt = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>One change; <c>~</c> in its members stands for the time of <see cref="Texts.Before"/> in seconds.</summary>
    /// <param name="field">Null for a change that names none.</param>
    /// <param name="members">Of its value, besides the number that it is about.</param>
    public static string Of(string? field, string members, string displayed = "+20 123 456 7890")
    {
        var name = field is null ? "" : $"\"field\":\"{field}\",";
        var metadata = $"{{\"display_phone_number\":\"{displayed}\",\"phone_number_id\":\"{Texts.PhoneNumberId}\"}}";
        var value = $"{{\"messaging_product\":\"whatsapp\",\"metadata\":{metadata},{members.Replace("~", "\"1772366100\"", StringComparison.Ordinal)}}}";
        return Around($"{{{name}\"value\":{value}}}");
    }

    /// <summary>A change as it stands.</summary>
    public static string Around(string change) =>
        $"{{\"object\":\"whatsapp_business_account\",\"entry\":[{{\"id\":\"102290129340398\",\"time\":1772366101,\"changes\":[{change}]}}]}}";

    public static string Messages(string messages, string? contacts = null) =>
        Of("messages", $"{(contacts is null ? "" : $"\"contacts\":[{contacts}],")} \"messages\":[{messages}]");

    public static IReadOnlyList<WebhookEvent> Read(string delivery, OurAccounts? ours = null) =>
        Reading.Reader.Read(JsonDocument.Parse(delivery).RootElement, new ReadingContext(ReceivedAt, ours ?? OurAccounts.All));

    public static T Single<T>(string delivery)
        where T : WebhookEvent => Assert.IsType<T>(Assert.Single(Read(delivery)));

    /// <summary>The ids of a person: <c>wa_phone:20… wa_user:EG…</c>.</summary>
    public static string Ids(IEnumerable<Migochat.Data.Identity> person) => string.Join(' ', person.Select(id => $"{id.Kind}:{id.Value}"));

    /// <summary>Everything that an event says, where it stood left out.</summary>
    public static string Show(WebhookEvent @event) => $"{@event.GetType().Name} " + string.Join(", ", @event.GetType().GetProperties()
        .Where(property => property.Name != nameof(WebhookEvent.Origin))
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .Select(property => $"{property.Name}={Show(property.GetValue(@event))}"));

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => text,
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join("; ", items.Cast<object>().Select(Show))}]",
        _ => value.ToString() ?? "",
    };
}
