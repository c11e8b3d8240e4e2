using System.Runtime.InteropServices;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>
/// An object that contains many items. Each member is looked up once, because the object may have as many members as there are
/// items.
/// </summary>
/// <param name="element">The object. Any other JSON value has no members.</param>
internal sealed class ParentObject(JsonElement element)
{
    /// <summary>In bytes; Meta's members have a tenth of it. The dead letter of each item holds them.</summary>
    private const int LongestMember = 1024;

    private readonly List<(byte[] Name, JsonElement Value)> _found = [];

    /// <summary>Does the same as <see cref="MetaJson.Get"/>.</summary>
    /// <param name="name">One of the few names that readers need.</param>
    public JsonElement Get(ReadOnlySpan<byte> name)
    {
        foreach (var found in _found)
        {
            if (name.SequenceEqual(found.Name))
                return found.Value;
        }

        var value = element.Get(name);
        _found.Add((name.ToArray(), value));
        return value;
    }

    /// <summary>Writes a member, unless it is missing or too long.</summary>
    public void Copy(Utf8JsonWriter writer, ReadOnlySpan<byte> name)
    {
        var value = Get(name);
        if (!value.IsPresent())
            return;
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.Length > LongestMember)
            return;
        writer.WritePropertyName(name);
        writer.WriteRawValue(raw, skipInputValidation: true);
    }
}

/// <summary>The position of an item and the values that its surroundings give it.</summary>
/// <param name="Origin">The item itself.</param>
/// <param name="Kind">The envelope's object.</param>
/// <param name="EntryId">The page's, Instagram account's or WhatsApp business account's id.</param>
/// <param name="EntryTime">When the entry was sent: seconds or milliseconds.</param>
/// <param name="Context">The context of the delivery.</param>
internal sealed record ItemContext(EventOrigin Origin, MetaObject Kind, string? EntryId, long? EntryTime, ReadingContext Context)
{
    public DateTime Time(long? own) => EventTime.Resolve(own, EntryTime, Context.ReceivedAt);

    /// <summary>The event's own time. Null if Meta gave none: the times of the entry and of the receipt differ at each delivery.</summary>
    public DateTime? OwnTime(long? own) => EventTime.Sane(own, Context.ReceivedAt);

    public Unrecognised Unrecognised(string reason) => new(Origin, reason);
}
