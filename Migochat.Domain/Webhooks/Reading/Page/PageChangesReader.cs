using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>Reads one change of a page: its feed, mentions, lead forms, and notices. See docs/events.md.</summary>
internal static class PageChangesReader
{
    public static void Read(JsonElement change, ItemContext place, List<WebhookEvent> events)
    {
        var field = change.Get("field"u8).Text();
        var value = change.Get("value"u8);
        if (field is not null && MessagingFields.Include(field))
            MessengerReader.Read(value, place, field == MessagingFields.Standby, events);
        else
            events.AddRange(Read(field, value, place));
    }

    private static WebhookEvent[] Read(string? field, JsonElement value, ItemContext place) => field switch
    {
        "feed" => ReadFeed(new PageItem(value, place)),
        "mention" => ReadMention(new PageItem(value, place)),
        "leadgen" => [LeadgenReader.Read(value, place)],
        not null when Notices.PageFields.Contains(field) => [new Notice(place.Origin, $"page_{field}")],
        _ => [place.Unrecognised("a change of this field of a page")],
    };

    private static WebhookEvent[] ReadFeed(PageItem item) => item.Item switch
    {
        "comment" => PageCommentReader.Read(item),
        "post" or "photo" or "video" or "status" or "share" or "album" => [PagePostReader.Read(item)],
        { } other when Notices.OfFeedItem(other) is { } name => [item.Notice(name)],
        _ => [item.Unrecognised("a feed item of this kind")],
    };

    private static WebhookEvent[] ReadMention(PageItem item) =>
        item.CommentId is null ? [PagePostReader.ReadMention(item)] : PageCommentReader.Read(item);
}
