using System.Text;
using System.Text.Json.Nodes;
using Migochat.Data;

namespace Migochat.LocalHost.FakeMeta;

/// <summary>A send that the fake took.</summary>
/// <param name="Platform">One of <see cref="Data.Platform"/>.</param>
/// <param name="BusinessId">The account that sends.</param>
/// <param name="RecipientId">The person; for a public reply the comment.</param>
/// <param name="MessageId">The new id; for a public reply the new comment's.</param>
/// <param name="Text">Null for an attachment or a template.</param>
/// <param name="Mark">The <c>metadata</c> or <c>biz_opaque_callback_data</c>.</param>
/// <param name="Body">The whole call.</param>
/// <param name="At">When it was taken.</param>
internal sealed record FakeSend(
    string Platform, string BusinessId, string RecipientId, string MessageId, string? Text, string? Mark, JsonObject Body, DateTimeOffset At)
{
    private const int LongestMessengerText = 2000;
    private const int LongestInstagramBytes = 1000;
    private const int LongestWhatsAppText = 4096;

    /// <summary>A public reply to a comment gets no status.</summary>
    public bool IsComment { get; private init; }

    /// <summary>As the Graph API answers.</summary>
    public JsonObject Answer => this switch
    {
        { IsComment: true } => new() { ["id"] = MessageId },
        { Platform: Data.Platform.WhatsApp } => new()
        {
            ["messaging_product"] = "whatsapp",
            ["contacts"] = new JsonArray(new JsonObject { ["input"] = RecipientId, [RecipientId.All(char.IsAsciiDigit) ? "wa_id" : "user_id"] = RecipientId }),
            ["messages"] = new JsonArray(new JsonObject { ["id"] = MessageId, ["message_status"] = "accepted" }),
        },
        _ => new() { ["recipient_id"] = RecipientId, ["message_id"] = MessageId },
    };

    /// <returns>Null for a call that the Graph API would refuse.</returns>
    public static FakeSend? Read(FakeCall call, FakeGraphOptions options)
    {
        if (!call.IsSend || call.Body is not { } body || call.Path.Trim('/').Split('/') is not [var node, var edge])
            return null;
        var send = edge switch
        {
            "messages" when body["messaging_product"] is not null => OfWhatsApp(node, body, options),
            "messages" => OfMessenger(node == "me" ? options.LinkedInstagramId : node, node == "me" || call.IsInstagram, body, options),
            "comments" or "replies" when Words(body["message"]) is { } text =>
                new(edge == "comments" ? Data.Platform.Facebook : Data.Platform.Instagram, "", node, NewId("c_"), text, null, body, options.Time.GetUtcNow()) { IsComment = true },
            _ => null,
        };
        return send is { IsComment: false } && IsTooLong(send) ? null : send;
    }

    private static FakeSend? OfMessenger(string business, bool isInstagram, JsonObject body, FakeGraphOptions options)
    {
        var (recipient, message) = (body["recipient"], body["message"]);
        // The author of a comment is known by a message only.
        var person = Words(recipient?["id"]) ?? (Words(recipient?["comment_id"]) is { } comment ? $"9{FakeObjects.Hash(comment):D12}" : null);
        if (person is null || message is null || (Words(message["text"]) is null && message["attachment"] is null))
            return null;
        return new(
            isInstagram ? Data.Platform.Instagram : Data.Platform.Facebook, business, person, NewId(isInstagram ? "aWdf" : "m_"), Words(message["text"]),
            Words(message["metadata"]), body, options.Time.GetUtcNow());
    }

    private static FakeSend? OfWhatsApp(string number, JsonObject body, FakeGraphOptions options)
    {
        var recipient = Words(body["to"])?.TrimStart('+') ?? Words(body["recipient"]);
        if (recipient is null || Words(body["type"]) is not { } type || body[type] is not { } part)
            return null;
        var text = Words(part["body"] is JsonObject interactive ? interactive["text"] : part["body"]);
        return new(Data.Platform.WhatsApp, number, recipient, NewId("wamid."), text, Words(body["biz_opaque_callback_data"]), body, options.Time.GetUtcNow());
    }

    private static bool IsTooLong(FakeSend send) => send.Text is { } text && send.Platform switch
    {
        Data.Platform.WhatsApp => text.Length > LongestWhatsAppText,
        Data.Platform.Instagram => Encoding.UTF8.GetByteCount(text) > LongestInstagramBytes,
        _ => text.Length > LongestMessengerText,
    };

    private static string NewId(string prefix) => $"{prefix}{Guid.NewGuid():N}";

    private static string? Words(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
