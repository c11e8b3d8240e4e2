using System.Text.Json;
using Migochat.Data;
using Migochat.Settings;
using Migochat.Texts;

namespace Migochat.Webhooks;

/// <summary>Reads a delivery into events: the items that Meta's envelopes hold, each for itself. Pure.</summary>
public static class WebhookReader
{
    private static readonly MessageTextReader Texts = new();

    /// <summary>Every event of the delivery, in its order.</summary>
    public static IReadOnlyList<WebhookEvent> Read(JsonElement root, ReadingContext context)
    {
        var events = new List<WebhookEvent>();
        foreach (var envelope in MetaEnvelopes.In(root))
        {
            if (envelope.IsObject())
                ReadEnvelope(envelope, context, events);
            else if (envelope.IsPresent())
                events.Add(new Unrecognised(EventOrigin.Envelope(envelope), "an envelope that is no object"));
        }

        var read = new List<WebhookEvent>(events.Count);
        foreach (var item in events)
            GuardedReading.Read(item.Origin, read, () => read.Add(WithSignals(item)));
        return read;
    }

    private static WebhookEvent WithSignals(WebhookEvent item) =>
        item is MessageReceived { Direction: MessageDirection.Inbound, Text: { } text } received ? received with { Signals = Texts.Read(text) } : item;

    private static void ReadEnvelope(JsonElement envelope, ReadingContext context, List<WebhookEvent> events)
    {
        var entries = envelope.Get("entry"u8);
        if (entries.ValueKind == JsonValueKind.Array)
        {
            var (kind, surroundings) = (MetaEnvelopes.ObjectOf(envelope), new ParentObject(envelope));
            foreach (var entry in entries.EnumerateArray())
                events.AddRange(new EntryReader(surroundings, kind, entry, context).Read());
        }
        else if (entries.IsPresent())
        {
            events.Add(new Unrecognised(EventOrigin.Envelope(envelope), "entry is no array"));
        }
    }
}

/// <summary>What a reader needs to know besides the bytes.</summary>
/// <param name="ReceivedAt">UTC, whole microseconds.</param>
/// <param name="Ours">Whose traffic is stored.</param>
public sealed record ReadingContext(DateTime ReceivedAt, OurAccounts Ours);
