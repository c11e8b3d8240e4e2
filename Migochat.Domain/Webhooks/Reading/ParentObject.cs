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
