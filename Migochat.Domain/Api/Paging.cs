using System.Globalization;

namespace Migochat.Api;

/// <summary>Makes pages of queries.</summary>
public static class Paging
{
    /// <summary>Reads one row at a time, so that it holds no more than one.</summary>
    /// <param name="rows">The rows after the cursor; at most one more than <paramref name="limit"/> is read.</param>
    /// <param name="limit">Items a page.</param>
    /// <param name="itemOf">Makes a row's item.</param>
    /// <param name="keysOf">An item's sort keys, for the cursor.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public static async Task<Page<TItem>> ToPageAsync<TRow, TItem>(
        this IAsyncEnumerable<TRow> rows, int limit, Func<TRow, TItem> itemOf, Func<TItem, IEnumerable<long>> keysOf, CancellationToken cancellationToken)
    {
        var items = new List<TItem>();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            if (items.Count == limit)
                return new Page<TItem>(items, Cursor.After(keysOf(items[^1])));
            items.Add(itemOf(row));
        }

        return new Page<TItem>(items, null);
    }
}

/// <summary>A part of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Where the next page of a list begins: the sort keys of the last item that was given, in a text that callers only hand back.</summary>
public static class Cursor
{
    private static readonly long LastKey = KeyOf(DateTime.MaxValue);

    public static string After(params IEnumerable<long> keys) => string.Join('.', keys.Select(key => key.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A time as a sort key, exact to the microsecond that the database keeps.</summary>
    public static long KeyOf(DateTime utc) => utc.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time of a sort key; the latest possible time if the key is out of range.</summary>
    public static DateTime TimeOf(long key) => new(Math.Min(key, LastKey) * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);

    /// <summary>The keys; null if the text is none of ours.</summary>
    public static IReadOnlyList<long>? Read(string text)
    {
        var keys = new List<long>();
        foreach (var part in text.Split('.'))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var key))
                return null;
            keys.Add(key);
        }

        return keys;
    }
}
