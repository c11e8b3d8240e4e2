using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Migochat.Settings;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

/// <summary>Reads deliveries that are written as short JSON, five minutes after <see cref="Texts.Before"/>.</summary>
internal static class Reading
{
    public const string Psid = "6543210987654321";
    public const string Igsid = "1789456123004567";

    public static readonly DateTime ReceivedAt = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    public static readonly DateTime Before = At(Texts.Before);

    public static readonly DateTime EntryTime = At(Texts.Before + 250);

    public static DateTime At(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);

    public static readonly WebhookReader Reader = new(MessageReaders.Default, NullLogger<WebhookReader>.Instance);

    public static IReadOnlyList<WebhookEvent> Delivery(string json) =>
        Reader.Read(JsonDocument.Parse(Encoding.UTF8.GetBytes(json)).RootElement, new ReadingContext(ReceivedAt, OurAccounts.All));

    /// <summary>An item from the person to the page, with these members more.</summary>
    public static IReadOnlyList<WebhookEvent> Messenger(string members, string collection = "messaging") =>
        MessengerItem($$"""{"sender":{"id":"{{Psid}}"},"recipient":{"id":"{{Texts.PageId}}"},"timestamp":{{Texts.Before}},{{members}}}""", collection);

    public static IReadOnlyList<WebhookEvent> MessengerItem(string item, string collection = "messaging") =>
        Item("page", Texts.PageId, collection, item);

    /// <summary>An item from the page to the person.</summary>
    public static IReadOnlyList<WebhookEvent> MessengerEcho(string members, string collection = "messaging") =>
        MessengerItem($$"""{"sender":{"id":{{Texts.PageId}}},"recipient":{"id":{{Psid}}},"timestamp":"{{Texts.Before}}",{{members}}}""", collection);

    /// <summary>An item from the person to the Instagram account.</summary>
    public static IReadOnlyList<WebhookEvent> Instagram(string members) =>
        Item("instagram", Texts.InstagramId, "messaging", $$"""{"sender":{"id":"{{Igsid}}"},"recipient":{"id":"{{Texts.InstagramId}}"},"timestamp":{{Texts.Before}},{{members}}}""");

    public static IReadOnlyList<WebhookEvent> PageChange(string field, string value) =>
        Item("page", Texts.PageId, "changes", $$"""{"field":"{{field}}","value":{{value}}}""");

    public static IReadOnlyList<WebhookEvent> InstagramChange(string field, string value) =>
        Item("instagram", Texts.InstagramId, "changes", $$"""{"field":"{{field}}","value":{{value}}}""");

    public static IReadOnlyList<WebhookEvent> Item(string @object, string entryId, string collection, string item) =>
        Delivery($$"""{"object":"{{@object}}","entry":[{"id":"{{entryId}}","time":{{Texts.Before + 250}},"{{collection}}":[{{item}}]}]}""");

    /// <summary>The single event, which must be of this type.</summary>
    public static T Only<T>(this IReadOnlyList<WebhookEvent> events)
        where T : WebhookEvent => Assert.IsType<T>(Assert.Single(events));
}
