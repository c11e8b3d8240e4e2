using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>The type of a message: <c>text</c>, Meta's word for its first attachment, or <c>unsupported</c>.</summary>
internal static class MessengerMessageType
{
    private const string Unsupported = "unsupported";
    private const int MaxLength = 50;

    /// <summary>
    /// For a sticker and for a shared Instagram post Meta sends two attachments, one of the old kind and one of the new. The new kind gives
    /// the type, in either order. A text with the preview of a link is a text.
    /// </summary>
    public static string Of(JsonElement message)
    {
        List<string> types = [.. message.Get("attachments"u8).Items().Select(TypeOf).OfType<string>()];
        if (types.Contains(Unsupported) || message.Get("is_unsupported"u8).IsTrue())
            return Unsupported;
        return types switch
        {
            [] => message.Get("text"u8).Text() is null ? Unsupported : "text",
            ["fallback"] when message.Get("text"u8).Text() is not null => "text",
            ["image", ..] when types.Contains("sticker") || message.Get("sticker_id"u8).IsPresent() => "sticker",
            ["share", ..] when types.Contains("ig_post") => "ig_post",
            [var first, ..] => first.CutTo(MaxLength),
        };
    }

    private static string? TypeOf(JsonElement attachment)
    {
        var type = attachment.Get("type"u8).Text();
        var payload = attachment.Get("payload"u8);
        if (type == "unsupported_type" || attachment.Get("unsupported_type"u8).IsPresent() || payload.Get("unsupported_type"u8).IsPresent())
            return Unsupported;
        if (type == "image" && payload.Get("sticker_id"u8).IsPresent())
            return "sticker";
        return string.IsNullOrEmpty(type) ? null : type;
    }
}
