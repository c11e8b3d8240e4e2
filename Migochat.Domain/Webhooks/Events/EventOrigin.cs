using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>
/// The position of an event in its delivery. Lives as long as the delivery's bytes. It can write the smallest delivery that
/// holds this event alone; a dead letter keeps that, and a replay reads it.
/// </summary>
public sealed class EventOrigin
{
    private readonly JsonElement _item;
    private readonly ParentObject? _envelope;
    private readonly ParentObject? _entry;
    private readonly string? _collection;
    private readonly WhatsAppOrigin? _change;

    private EventOrigin(JsonElement item, ParentObject? envelope = null, ParentObject? entry = null, string? collection = null, WhatsAppOrigin? change = null)
    {
        _item = item;
        _envelope = envelope;
        _entry = entry;
        _collection = collection;
        _change = change;
    }

    /// <summary>The whole envelope, where it has no entries that could be told apart.</summary>
    public static EventOrigin Envelope(JsonElement envelope) => new(envelope);

    /// <summary>A whole entry.</summary>
    internal static EventOrigin Entry(ParentObject envelope, JsonElement entry) => new(entry, envelope);

    /// <summary>An item of an entry's <c>messaging</c>, <c>standby</c> or <c>changes</c>.</summary>
    internal static EventOrigin Item(ParentObject envelope, ParentObject entry, string collection, JsonElement item) =>
        new(item, envelope, entry, collection);

    /// <summary>An item of this WhatsApp change's <c>messages</c>, <c>statuses</c> and the like.</summary>
    internal EventOrigin ValueItem(WhatsAppOrigin change, string collection, JsonElement item) =>
        new(item, _envelope, _entry, collection, change);

    /// <summary>A delivery with this event alone.</summary>
    public string ToEnvelope() => Write(withTime: true);

    /// <summary>The same without the time of sending, which differs between two deliveries of one event.</summary>
    public string ToContent() => Write(withTime: false);

    private string Write(bool withTime)
    {
        if (_envelope is null)
            return _item.Raw()!;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            _envelope.Copy(writer, "object"u8);
            writer.WriteStartArray("entry"u8);
            WriteEntry(writer, withTime);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteEntry(Utf8JsonWriter writer, bool withTime)
    {
        if (_entry is null)
        {
            Raw(writer, _item);
            return;
        }

        writer.WriteStartObject();
        _entry.Copy(writer, "id"u8);
        if (withTime)
            _entry.Copy(writer, "time"u8);
        if (_change is null)
            WriteItems(writer, _collection!);
        else
            WriteChange(writer, _change);
        writer.WriteEndObject();
    }

    private void WriteChange(Utf8JsonWriter writer, WhatsAppOrigin change)
    {
        writer.WriteStartArray("changes"u8);
        change.Write(writer, () => WriteItems(writer, _collection!));
        writer.WriteEndArray();
    }

    private void WriteItems(Utf8JsonWriter writer, string collection)
    {
        writer.WriteStartArray(collection);
        Raw(writer, _item);
        writer.WriteEndArray();
    }

    internal static void Raw(Utf8JsonWriter writer, JsonElement element) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);
}
