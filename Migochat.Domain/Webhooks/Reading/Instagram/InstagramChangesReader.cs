using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>Reads one change of an Instagram account: comments, mentions, messages, and notices. See docs/events.md.</summary>
internal static class InstagramChangesReader
{
    public static void Read(JsonElement change, ItemContext place, List<WebhookEvent> events)
    {
        var field = change.Get("field"u8).Text();
        var value = change.Get("value"u8);
        if (field is not null && MessagingFields.Include(field))
            MessengerReader.Read(value, place, field == MessagingFields.Standby, events);
        else
            events.Add(Read(field, value, place));
    }

    private static WebhookEvent Read(string? field, JsonElement value, ItemContext place) => field switch
    {
        "comments" or "live_comments" => InstagramCommentReader.Read(value, place),
        "mentions" => InstagramCommentReader.ReadMention(value, place),
        not null when Notices.InstagramFields.Contains(field) => new Notice(place.Origin, $"instagram_{field}"),
        _ => place.Unrecognised("a change of an Instagram account's field of this name"),
    };
}
