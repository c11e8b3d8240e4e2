using System.Text.Json;
using Migochat.Messaging;
using Migochat.Texts;

namespace Migochat.Webhooks;

/// <summary>Reads a delivery into events: the items that Meta's envelopes hold, each for itself. Pure.</summary>
public static class WebhookReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private static readonly MessageTextReader Texts = new();

    /// <summary>The document, or null if the bytes are not JSON or are nested deeper than 64.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The objects of all envelopes, for the check that the signing secret may speak for them.</summary>
    public static IEnumerable<MetaObject> Objects(JsonElement root) => Envelopes(root).Select(ObjectOf);

    /// <summary>Every event of the delivery, in its order.</summary>
    public static IReadOnlyList<WebhookEvent> Read(JsonElement root, ReadingContext context)
    {
        var events = new List<WebhookEvent>();
        foreach (var envelope in Envelopes(root))
        {
            if (envelope.IsObject())
                ReadEnvelope(envelope, context, events);
            else if (envelope.IsPresent())
                events.Add(new Unrecognised(EventOrigin.Envelope(envelope), "an envelope that is no object"));
        }

        for (var i = 0; i < events.Count; i++)
        {
            if (events[i] is MessageReceived { Direction: MessageDirection.Inbound, Text: { } text } received)
                events[i] = received with { Signals = Texts.Read(text) };
        }

        return events;
    }

    // Some of Meta's examples wrap the envelope in an array.
    private static IEnumerable<JsonElement> Envelopes(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            yield return root;
            yield break;
        }

        foreach (var envelope in root.EnumerateArray())
            yield return envelope;
    }

    private static MetaObject ObjectOf(JsonElement envelope) => envelope.Get("object"u8).Text() switch
    {
        "page" => MetaObject.Page,
        "instagram" => MetaObject.Instagram,
        "whatsapp_business_account" => MetaObject.WhatsApp,
        _ => MetaObject.Other,
    };

    private static void ReadEnvelope(JsonElement envelope, ReadingContext context, List<WebhookEvent> events)
    {
        var entries = envelope.Get("entry"u8);
        if (entries.ValueKind == JsonValueKind.Array)
        {
            var (kind, surroundings) = (ObjectOf(envelope), new Surroundings(envelope));
            foreach (var entry in entries.EnumerateArray())
                events.AddRange(new EntryReader(surroundings, kind, entry, context).Read());
        }
        else if (entries.IsPresent())
        {
            events.Add(new Unrecognised(EventOrigin.Envelope(envelope), "entry is no array"));
        }
    }
}
