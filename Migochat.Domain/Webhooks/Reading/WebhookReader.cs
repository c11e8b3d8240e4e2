using System.Text.Json;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;
using Migochat.Texts;

namespace Migochat.Webhooks;

/// <summary>Turns each item of a delivery into events. Pure, except that it logs readers that fail.</summary>
public sealed partial class WebhookReader
{
    private static readonly MessageTextReader Texts = new();

    private readonly MessageReaders _readers;
    private readonly ILogger<WebhookReader> _logger;

    /// <param name="readers">The readers of single messages.</param>
    /// <param name="logger">Gets the exceptions of readers.</param>
    internal WebhookReader(MessageReaders readers, ILogger<WebhookReader> logger)
    {
        _readers = readers;
        _logger = logger;
    }

    /// <summary>All events of the delivery, in its order.</summary>
    public IReadOnlyList<WebhookEvent> Read(JsonElement root, ReadingContext context)
    {
        if (DeliverySize.IsExcessive(root))
            return [new Unrecognised(EventOrigin.Envelope(root), $"a delivery of more than {DeliverySize.MostItems} items")];
        context = context with { Readers = _readers };
        var events = new List<WebhookEvent>();
        foreach (var envelope in MetaEnvelopes.In(root))
        {
            if (ReplySettled.Read(envelope) is { } settled)
                events.Add(settled);
            else if (envelope.IsObject())
                ReadEnvelope(envelope, context, events);
            else if (envelope.IsPresent())
                events.Add(new Unrecognised(EventOrigin.Envelope(envelope), "an envelope that is no object"));
        }

        var read = new List<WebhookEvent>(events.Count);
        foreach (var item in events)
            GuardedReading.Read(() => item.Origin, read, () => read.Add(WithSignals(item)));
        foreach (var failed in read.OfType<Unrecognised>())
        {
            if (failed.Fault is { } fault)
                ReaderFailed(_logger, fault);
        }

        return read;
    }

    private static WebhookEvent WithSignals(WebhookEvent item) =>
        item is MessageReceived { Direction: MessageDirection.Inbound, Text: { } text } received ? received with { Signals = Texts.Read(text) } : item;

    private static void ReadEnvelope(JsonElement envelope, ReadingContext context, List<WebhookEvent> events)
    {
        var entries = envelope.Get("entry"u8);
        if (entries.ValueKind == JsonValueKind.Array)
        {
            var (kind, parent) = (MetaEnvelopes.ObjectOf(envelope), new ParentObject(envelope));
            foreach (var entry in entries.EnumerateArray())
                events.AddRange(new EntryReader(parent, kind, entry, context).Read());
        }
        else if (entries.IsPresent())
        {
            events.Add(new Unrecognised(EventOrigin.Envelope(envelope), "entry is no array"));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The reader of an item failed; the item is kept as a dead letter: {Fault}")]
    private static partial void ReaderFailed(ILogger logger, string fault);
}

/// <summary>The values that a reader needs besides the bytes.</summary>
/// <param name="ReceivedAt">UTC, whole microseconds.</param>
/// <param name="Ours">The business accounts whose events are stored.</param>
public sealed record ReadingContext(DateTime ReceivedAt, OurAccounts Ours)
{
    internal MessageReaders Readers { get; init; } = MessageReaders.Default;
}

/// <summary>The readers of single messages by kind of item, so that tests can replace one by a reader that throws.</summary>
internal sealed record MessageReaders
{
    public static readonly MessageReaders Default = new();

    public Func<MessagingItem, JsonElement, WebhookEvent> Messenger { get; init; } = MessengerMessages.Read;

    public Func<JsonElement, WhatsAppParties, ItemContext, WebhookEvent> WhatsApp { get; init; } = WhatsAppMessages.Read;
}
