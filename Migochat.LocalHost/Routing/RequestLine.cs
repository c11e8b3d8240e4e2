using System.Buffers;

namespace Migochat.LocalHost.Routing;

/// <summary>The first line of an HTTP/1 request: method, target and version with a blank between them. Pure.</summary>
internal static class RequestLine
{
    // Kestrel refuses longer lines itself.
    private const int Longest = 8 * 1024;

    /// <summary>True if the bytes begin with a request line whose target holds a blank, a control character or a byte outside of ASCII.</summary>
    public static bool IsUnencoded(in ReadOnlySequence<byte> bytes)
    {
        var first = bytes.FirstSpan;
        // A body seldom begins like a method.
        if (first.IsEmpty || !char.IsAsciiLetterUpper((char)first[0]))
            return false;
        var end = first.IndexOf((byte)'\n');
        if (end >= 0)
            return IsUnencoded(first[..end]);
        return bytes.PositionOf((byte)'\n') is { } position && bytes.Slice(0, position) is { Length: <= Longest } line && IsUnencoded(line.ToArray());
    }

    private static bool IsUnencoded(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)'\r');
        var (method, version) = (line.IndexOf((byte)' '), line.LastIndexOf((byte)' '));
        return version > method
            && line[(version + 1)..].StartsWith("HTTP/1."u8)
            && line[(method + 1)..version].ContainsAnyExceptInRange((byte)0x21, (byte)0x7E);
    }
}
