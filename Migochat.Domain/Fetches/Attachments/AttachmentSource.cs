using System.Text;
using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Fetches;

/// <summary>Where an attachment of a message is to be had. Pure.</summary>
/// <param name="MediaId">WhatsApp's id of the file; null: there is a link.</param>
/// <param name="Link">Meta's link to the file, which expires; null: there is a media id.</param>
/// <param name="Name">The file's name as the customer's phone gave it; null: it has none.</param>
internal sealed record AttachmentSource(string? MediaId, string? Link, string? Name)
{
    // These have links to web pages, or none.
    private static readonly string[] NoFiles = ["fallback", "template", "location"];

    /// <returns>Null if the message has no such attachment, or one that is no file.</returns>
    /// <param name="metadata">Of the message.</param>
    /// <param name="index">From 0, in the order of the metadata. A WhatsApp message has one file at most.</param>
    public static AttachmentSource? Of(MessageMetadata metadata, long index) => metadata switch
    {
        { Attachments: { } attachments } => Read(attachments, json => OfLink(json.Items().ElementAtOrDefault((int)Math.Min(index, int.MaxValue)))),
        { Content: { } content } when index == 0 => Read(content, OfMedia),
        _ => null,
    };

    private static AttachmentSource? Read(string json, Func<JsonElement, AttachmentSource?> read)
    {
        using var document = MetaJson.Parse(Encoding.UTF8.GetBytes(json));
        return document is null ? null : read(document.RootElement);
    }

    private static AttachmentSource? OfLink(JsonElement attachment)
    {
        var payload = attachment.Get("payload"u8);
        return payload.Get("url"u8).Text() is { } link && !NoFiles.Contains(attachment.Get("type"u8).Text(), StringComparer.Ordinal)
            ? new AttachmentSource(null, link, payload.Get("title"u8).Words())
            : null;
    }

    private static AttachmentSource? OfMedia(JsonElement content) =>
        content.Get("id"u8).Id() is { } id && content.Get("mime_type"u8).IsPresent() ? new AttachmentSource(id, null, content.Get("filename"u8).Words()) : null;
}
