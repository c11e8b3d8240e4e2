using System.Runtime.InteropServices;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>
/// An object that many items stand in. What they need of it is looked for once, since it may have as many members as there
/// are items.
/// </summary>
/// <param name="element">The object; of anything else nothing is found.</param>
internal sealed class ParentObject(JsonElement element)
{
    /// <summary>In bytes; Meta's are a tenth of it. Each item's dead letter holds them.</summary>
    private const int LongestMember = 1024;

    private readonly List<(byte[] Name, JsonElement Value)> _found = [];

    /// <summary>As <see cref="MetaJson.Get"/>.</summary>
    /// <param name="name">One of the few that are asked for.</param>
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

    /// <summary>Writes a member that is there and is no longer than such members are.</summary>
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

/// <summary>What an item's surroundings say about it.</summary>
/// <param name="Origin">The item itself.</param>
/// <param name="Kind">The envelope's object.</param>
/// <param name="EntryId">The page's, Instagram account's or WhatsApp business account's id.</param>
/// <param name="EntryTime">When the entry was sent: seconds or milliseconds.</param>
/// <param name="Context">The delivery's.</param>
internal sealed record ItemContext(EventOrigin Origin, MetaObject Kind, string? EntryId, long? EntryTime, ReadingContext Context)
{
    public DateTime Time(long? own) => EventTime.Resolve(own, EntryTime, Context.ReceivedAt);

    /// <summary>The event's own time. Null if Meta gave none: the times of the entry and of the receipt differ at each delivery.</summary>
    public DateTime? OwnTime(long? own) => EventTime.Sane(own, Context.ReceivedAt);

    public Unrecognised Unrecognised(string reason) => new(Origin, reason);
}
