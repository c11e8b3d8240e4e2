using System.Globalization;
using System.Text;

namespace Migochat.Benchmarks.Load;

/// <summary>Reads as much of an HTTP/1.1 response as tells its status and where it ends; a body is skipped.</summary>
public static class HttpAnswer
{
    private const int StatusAt = 9;

    /// <summary>The status once the response is complete in <paramref name="received"/>, else 0.</summary>
    /// <exception cref="InvalidDataException">The bytes are no HTTP response with a length or chunks.</exception>
    public static int Status(ReadOnlySpan<byte> received)
    {
        var headEnd = received.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return 0;

        var head = received[..(headEnd + 2)];
        var body = received[(headEnd + 4)..];
        return IsComplete(head, body) ? ReadStatus(head) : 0;
    }

    private static bool IsComplete(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        if (Header(head, "Content-Length"u8) is { IsEmpty: false } length)
            return body.Length >= int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture);

        if (!Header(head, "Transfer-Encoding"u8).IsEmpty)
            return body.EndsWith("0\r\n\r\n"u8);

        throw new InvalidDataException($"A response without length or chunks: {Encoding.ASCII.GetString(head)}");
    }

    private static int ReadStatus(ReadOnlySpan<byte> head) =>
        head.StartsWith("HTTP/1.1 "u8) && int.TryParse(head.Slice(StatusAt, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : throw new InvalidDataException($"Not an HTTP response: {Encoding.ASCII.GetString(head)}");

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        while (head.IndexOf("\r\n"u8) is >= 0 and var end)
        {
            var line = head[..end];
            if (line.Length > name.Length && line[name.Length] == (byte)':' && Ascii.EqualsIgnoreCase(line[..name.Length], name))
                return line[(name.Length + 1)..].Trim((byte)' ');

            head = head[(end + 2)..];
        }

        return [];
    }
}
