using System.Text.Json;
using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Replies;

namespace Migochat.Webhooks;

/// <summary>The outcome of a call that the outbox made: Meta took the reply, or it has failed for good. No webhook carries it.</summary>
/// <param name="Reply">The outcome.</param>
internal sealed record ReplySettled(EventOrigin Origin, SettledReply Reply) : WebhookEvent(Origin, "reply")
{
    private static readonly JsonEncodedText Member = JsonEncodedText.Encode("migochat_reply");

    /// <summary>The form in which a dead letter keeps it. No secret of Meta's is valid for it, so only a replay reads it.</summary>
    public static JsonObject ToEnvelope(SettledReply reply) => new()
    {
        [Member.Value] = JsonSerializer.SerializeToNode(reply, WireJson.Options),
    };

    /// <summary>Null if the envelope is none of those.</summary>
    public static ReplySettled? Read(JsonElement envelope) =>
        envelope.Get(Member.EncodedUtf8Bytes) is { ValueKind: JsonValueKind.Object } reply && !envelope.Get("object"u8).IsPresent()
            ? new(EventOrigin.Envelope(envelope), reply.Deserialize<SettledReply>(WireJson.Options)!)
            : null;
}
