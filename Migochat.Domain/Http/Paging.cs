namespace Migochat.Http;

/// <summary>Makes pages of queries.</summary>
public static class Paging
{
    /// <summary>Takes one row at a time, so that no more than one is held.</summary>
    /// <param name="rows">From after the cursor on; one more than <paramref name="limit"/> is read of them at most.</param>
    /// <param name="limit">Items a page.</param>
    /// <param name="itemOf">What is shown of a row.</param>
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
