using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>
/// The kind of items in an envelope, for lists that show nothing personal. It is made of the names of members. The only values in it
/// are those of <c>object</c> and <c>field</c>.
/// </summary>
/// <param name="Object">Such as <c>page</c>; null if there is none.</param>
/// <param name="Items">Such as <c>messaging: postback</c> or <c>changes: feed (item, verb)</c>; the first ten, with thirty members at most.</param>
internal sealed record EnvelopeOutline(string? Object, IReadOnlyList<string> Items)
{
    private const int MostItems = 10;
    private const int MostNames = 30;
    private const int LongestWord = 40;

    public static EnvelopeOutline Of(string envelope)
    {
        using var document = MetaJson.Parse(Encoding.UTF8.GetBytes(envelope));
        if (document is null)
            return new EnvelopeOutline(null, []);
        var name = document.RootElement.Get("object"u8).Text();
        var items = document.RootElement.Get("entry"u8).Items().SelectMany(OfEntry).Take(MostItems);
        return new EnvelopeOutline(name is null ? null : Word(Encoding.UTF8.GetBytes(name)), [.. items]);
    }

    private static IEnumerable<string> OfEntry(JsonElement entry) =>
        from collection in Members(entry)
        from item in collection.Value.Items()
        select $"{Name(collection)}: {OfItem(item)}";

    private static string OfItem(JsonElement item) => item.Get("field"u8).Text() is { } field
        ? $"{Word(Encoding.UTF8.GetBytes(field))} ({Names(item.Get("value"u8))})"
        : Names(item);

    // Nearly every item has sender, recipient and time, so they say nothing about its kind.
    private static string Names(JsonElement element) =>
        string.Join(", ", Members(element).Select(Name).Where(name => name is not ("sender" or "recipient" or "timestamp")).Take(MostNames));

    private static IEnumerable<JsonProperty> Members(JsonElement element) =>
        element.IsObject() ? element.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    private static string Name(JsonProperty member) => Word(JsonMarshal.GetRawUtf8PropertyName(member));

    // Meta's names are words. Anything else could be a person's number.
    private static string Word(ReadOnlySpan<byte> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetter((char)letter) && letter != '_')
                return "?";
        }

        return text.Length is > 0 and <= LongestWord ? Encoding.UTF8.GetString(text) : "?";
    }
}
