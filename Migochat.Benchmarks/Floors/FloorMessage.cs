using System.Globalization;
using System.Text.Json;

namespace Migochat.Benchmarks.Floors;

/// <summary>The values of a delivery that floor B stores.</summary>
/// <param name="Milliseconds">The message's time, in milliseconds since 1970.</param>
public sealed record FloorMessage(string Mid, string Sender, string Text, long Milliseconds)
{
    /// <summary>Reads the one text message that a benchmark delivery carries.</summary>
    /// <exception cref="KeyNotFoundException">The body is shaped otherwise.</exception>
    public static FloorMessage Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var entry = document.RootElement.GetProperty("entry"u8)[0];
        return entry.TryGetProperty("messaging"u8, out var messaging)
            ? ReadMessaging(messaging[0])
            : ReadWhatsApp(entry.GetProperty("changes"u8)[0].GetProperty("value"u8).GetProperty("messages"u8)[0]);
    }

    private static FloorMessage ReadMessaging(JsonElement item)
    {
        var message = item.GetProperty("message"u8);
        return new FloorMessage(
            Required(message, "mid"u8), Required(item.GetProperty("sender"u8), "id"u8), Required(message, "text"u8), item.GetProperty("timestamp"u8).GetInt64());
    }

    private static FloorMessage ReadWhatsApp(JsonElement message) => new(
        Required(message, "id"u8), Required(message, "from"u8), Required(message.GetProperty("text"u8), "body"u8),
        1000 * long.Parse(Required(message, "timestamp"u8), NumberStyles.None, CultureInfo.InvariantCulture));

    private static string Required(JsonElement element, ReadOnlySpan<byte> name) => element.GetProperty(name).GetString() ?? "";
}
