using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Migochat.Data;

/// <summary>
/// Reads Meta's JSON leniently: ids as strings or numbers, times as numbers or strings, parts missing, null or of another
/// kind than documented. No method throws for a valid JSON document; a missing part is
/// <see cref="JsonValueKind.Undefined"/> or null.
/// </summary>
internal static class MetaJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>The document, or null if the bytes are not UTF-8, are not JSON or are nested deeper than 64.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        // The parser looks only at the structure, and would take any bytes in a string.
        if (!Utf8.IsValid(body.Span))
            return null;
        try
        {
            return JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// The last member of that name; an undefined element if this is no object, has no such member, or the member holds
    /// null. Names are compared here, since <see cref="JsonElement.TryGetProperty(ReadOnlySpan{byte}, out JsonElement)"/>
    /// throws for an object in which any name has a broken escape.
    /// </summary>
    public static JsonElement Get(this JsonElement element, ReadOnlySpan<byte> name)
    {
        var found = default(JsonElement);
        if (element.ValueKind != JsonValueKind.Object)
            return found;
        foreach (var member in element.EnumerateObject())
        {
            if (IsNamed(JsonMarshal.GetRawUtf8PropertyName(member), name))
                found = member.Value;
        }

        return found.ValueKind == JsonValueKind.Null ? default : found;
    }

    /// <summary>The members of an object that are not null, in their order; none if this is no object.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Members(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.IsPresent())
                yield return (Unescape(JsonMarshal.GetRawUtf8PropertyName(member)), member.Value);
        }
    }

    public static bool IsObject(this JsonElement element) => element.ValueKind == JsonValueKind.Object;

    public static bool IsPresent(this JsonElement element) => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The items of an array; none if this is no array.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : default;

    public static bool IsTrue(this JsonElement element) =>
        element.ValueKind == JsonValueKind.True || (element.ValueKind == JsonValueKind.String && element.Text() == "true");

    /// <summary>An id, trimmed; the digits of a number exactly as they were sent. Null where there is none.</summary>
    public static string? Id(this JsonElement element)
    {
        var id = element.ValueKind switch
        {
            JsonValueKind.String => element.Text()?.Trim(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
        return string.IsNullOrEmpty(id) ? null : id;
    }

    /// <summary>A text. Broken surrogates, broken bytes and NUL become U+FFFD; databases other than SQLite refuse NUL.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;
        var raw = JsonMarshal.GetRawUtf8Value(element);
        var inner = raw[1..^1];
        var text = inner.Contains((byte)'\\') ? Unescape(inner) : Encoding.UTF8.GetString(inner);
        return text.Contains('\0') ? text.Replace('\0', '\uFFFD') : text;
    }

    /// <summary>The JSON text of a part that is kept without being read; null if it is missing.</summary>
    public static string? Raw(this JsonElement element) =>
        element.IsPresent() ? Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element)) : null;

    /// <summary>A whole number, also one sent as a string; null for anything else.</summary>
    public static long? Whole(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt64(out var number) => number,
        JsonValueKind.Number when element.TryGetDouble(out var number) && Math.Abs(number) < 1e18 => (long)number,
        JsonValueKind.String when WholeNumber.TryParse(element.Text(), NumberStyles.AllowLeadingSign, out var number) => number,
        _ => null,
    };

    private static bool IsNamed(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> name) =>
        raw.SequenceEqual(name) || (raw.Contains((byte)'\\') && Unescape(raw) == Encoding.UTF8.GetString(name));

    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = new ArrayBufferWriter<char>();
        while (!escaped.IsEmpty)
        {
            var backslash = escaped.IndexOf((byte)'\\');
            var plain = backslash < 0 ? escaped : escaped[..backslash];
            Encoding.UTF8.GetChars(plain, text);
            escaped = escaped[plain.Length..];
            if (!escaped.IsEmpty)
                escaped = escaped[UnescapeOne(escaped, text)..];
        }

        return Sound(text.WrittenSpan);
    }

    /// <returns>How many bytes the escape takes. The document was parsed, so the escape is well-formed.</returns>
    private static int UnescapeOne(ReadOnlySpan<byte> escape, ArrayBufferWriter<char> text)
    {
        if (escape[1] == 'u')
        {
            text.GetSpan(1)[0] = (char)int.Parse(escape.Slice(2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            text.Advance(1);
            return 6;
        }

        text.GetSpan(1)[0] = escape[1] switch
        {
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            var itself => (char)itself,
        };
        text.Advance(1);
        return 2;
    }

    private static string Sound(ReadOnlySpan<char> text)
    {
        var sound = text.ToString();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(sound));
        }

        return sound;
    }
}

/// <summary>Texts that Meta sends.</summary>
internal static class MetaText
{
    /// <summary>The text; the digits of a number, which some senders use instead.</summary>
    public static string? Words(this JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetRawText() : element.Text();
}
