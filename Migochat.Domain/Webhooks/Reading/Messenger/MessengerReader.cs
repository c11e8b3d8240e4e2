using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>Reads the messaging items of Messenger and Instagram, which share a shape. See docs/events.md.</summary>
internal static class MessengerReader
{
    /// <param name="json">An item of <c>messaging</c> or <c>standby</c>, or the value of a change in the same form.</param>
    /// <param name="place">Its position in the delivery.</param>
    /// <param name="isStandby">True if another app handles the thread.</param>
    /// <param name="events">Receives at least one event.</param>
    public static void Read(JsonElement json, ItemContext place, bool isStandby, List<WebhookEvent> events)
    {
        var item = new MessagingItem(json, place, isStandby);
        if (item.Sender is { Length: > Identity.MaxLength } || item.Recipient is { Length: > Identity.MaxLength })
        {
            events.Add(place.Unrecognised("a messaging item with an id that is too long"));
            return;
        }

        var before = events.Count;
        foreach (var (name, member) in json.Members())
            events.AddRange(ReadMember(item, name, member));
        if (events.Count == before)
            events.AddRange(NoticesOf(item));
        if (events.Count == before)
            events.Add(place.Unrecognised("a messaging item of this kind"));
    }

    private static IEnumerable<WebhookEvent> ReadMember(MessagingItem item, string name, JsonElement member) => name switch
    {
        _ when !member.IsObject() => [],
        "message" => [item.Context.Delivery.Readers.Messenger(item, member)],
        "postback" => [MessengerPostbacks.Read(item, member)],
        "message_edit" => [MessengerAmendments.ReadEdit(item, member)],
        "reaction" => [MessengerAmendments.ReadReaction(item, member)],
        "delivery" => MessengerReceipts.ReadDelivery(item, member),
        "read" => MessengerReceipts.ReadRead(item, member),
        "referral" => [MessengerReferrals.Read(item, member)],
        "optin" => [MessengerReferrals.ReadOptIn(item, member)],
        _ => [],
    };

    private static IEnumerable<Notice> NoticesOf(MessagingItem item) =>
        from member in item.Json.Members()
        let name = Notices.OfMessagingItem(member.Name)
        where name is not null
        select item.Notice(name);
}
