using System.Buffers.Binary;
using System.Numerics;

namespace Migochat.Data;

/// <summary>
/// The unused bytes between the cells of a b-tree page. When SQLite splits a page, the cells that move to another page also
/// stay in these bytes, and secure_delete does not clear them. See sqlite.org/fileformat2.html, section 1.6. Pure.
/// </summary>
internal static class PageGaps
{
    private const int FileHeader = 100;
    private const int MinPage = 512;
    private const int MaxPage = 65536;

    /// <summary>From this many pages on (128 GiB), a page number may begin with a byte that is also a type of b-tree page.</summary>
    public const long MostPages = 0x02000000;

    /// <summary>Overwrites the bytes that no cell uses with zeros. Leaves a page that is no b-tree page as it is.</summary>
    /// <param name="page">A whole page.</param>
    /// <param name="isFirst">The first page begins with the file's own header.</param>
    public static void Clear(Span<byte> page, bool isFirst)
    {
        if (!IsPage(page.Length))
            return;
        var header = page[(isFirst ? FileHeader : 0)..];
        var headerSize = header[0] switch { 2 or 5 => 12, 10 or 13 => 8, _ => 0 };
        if (headerSize == 0)
            return;
        var cells = BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
        var start = page.Length - header.Length + headerSize + 2 * cells;
        var content = (ushort)(BinaryPrimitives.ReadUInt16BigEndian(header[5..]) - 1) + 1;
        if (start <= content && content <= page.Length && AreWithin(header.Slice(headerSize, 2 * cells), content, page.Length))
            page[start..content].Clear();
    }

    public static bool IsPage(int length) => length is >= MinPage and <= MaxPage && BitOperations.IsPow2(length);

    private static bool AreWithin(ReadOnlySpan<byte> pointers, int from, int to)
    {
        for (var i = 0; i < pointers.Length; i += 2)
        {
            var pointer = BinaryPrimitives.ReadUInt16BigEndian(pointers[i..]);
            if (pointer < from || pointer >= to)
                return false;
        }

        return true;
    }
}
