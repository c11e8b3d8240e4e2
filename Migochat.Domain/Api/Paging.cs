using System.Globalization;
using Migochat.Data;

namespace Migochat.Api;

/// <summary>Makes pages of queries.</summary>
public static class Paging
{
    /// <summary>Reads one row at a time, so that it holds no more than one.</summary>
    /// <param name="rows">The rows after the cursor; at most one more than the page's limit is read.</param>
    /// <param name="page">The wanted page.</param>
    /// <param name="itemOf">Makes a row's item.</param>
    /// <param name="keysOf">An item's sort keys, for the cursor.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public static async Task<Page<TItem>> ToPageAsync<TRow, TItem>(
        this IAsyncEnumerable<TRow> rows, PageRequest page, Func<TRow, TItem> itemOf, Func<TItem, IEnumerable<long>> keysOf, CancellationToken cancellationToken)
    {
        var items = new List<TItem>();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (items.Count == page.Limit)
                return new Page<TItem>(items, Cursor.After(keysOf(items[^1]), page.Fingerprint));
            items.Add(itemOf(row));
        }

        return new Page<TItem>(items, null);
    }
}

/// <summary>A part of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A part of a list that somebody asks for.</summary>
/// <param name="After">The sort keys of the last item of the page before; null for the first page.</param>
/// <param name="Limit">Items a page.</param>
/// <param name="Fingerprint">Of the list, its sort and its filter.</param>
public sealed record PageRequest(IReadOnlyList<long>? After, int Limit, string Fingerprint)
{
    /// <summary>The rows to read: one more than the page holds shows whether there is another page.</summary>
    public int Rows => Limit + 1;
}

/// <summary>
/// Where the next page of a list begins: the sort keys of the last item that was given, and the fingerprint of the list, in a
/// text that callers only hand back.
/// </summary>
public static class Cursor
{
    private static readonly long LastKey = KeyOf(DateTime.MaxValue);

    public static string After(IEnumerable<long> keys, string fingerprint) =>
        string.Join('.', keys.Select(key => key.ToString(CultureInfo.InvariantCulture)).Append(fingerprint));

    /// <summary>A time as a sort key, exact to the microsecond that the database keeps.</summary>
    public static long KeyOf(DateTime utc) => utc.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time of a sort key; the latest possible time if the key is out of range.</summary>
    public static DateTime TimeOf(long key) => new(Math.Min(key, LastKey) * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);

    /// <summary>The keys and the fingerprint; null if the text is none of ours.</summary>
    public static (IReadOnlyList<long> Keys, string Fingerprint)? Read(string text)
    {
        var keys = new List<long>();
        var parts = text.Split('.');
        foreach (var part in parts[..^1])
        {
            if (!WholeNumber.TryParse(part, NumberStyles.None, out var key))
                return null;
            keys.Add(key);
        }

        return (keys, parts[^1]);
    }
}
