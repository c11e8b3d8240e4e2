using Migochat.Data;

namespace Migochat.Replies;

/// <summary>The state of the outbox, for operators. Holds nothing of customers.</summary>
/// <param name="ByState">Replies by state; states without a reply are left out.</param>
/// <param name="OldestQueuedSeconds">Since the oldest queued reply was queued; null: none is.</param>
/// <param name="LastErrors">The newest reason of the last day why a reply waits, is uncertain or failed, by page, account or phone number.</param>
public sealed record OutboxReport(IReadOnlyDictionary<string, long> ByState, long? OldestQueuedSeconds, IReadOnlyDictionary<string, string> LastErrors)
{
    private static readonly TimeSpan RecentFor = TimeSpan.FromDays(1);
    private const int MostRows = 1000;

    /// <param name="connection">An open one.</param>
    /// <param name="now">UTC.</param>
    internal static OutboxReport Of(DatabaseConnection connection, DateTime now)
    {
        var queuedAt = OldestQueued(connection);
        return new(Counts(connection), queuedAt is { } since ? (long)(now - since).TotalSeconds : null, Errors(connection, now - RecentFor));
    }

    private static DateTime? OldestQueued(DatabaseConnection connection)
    {
        using var oldest = new Statement(connection, "SELECT min(created_at) FROM outbox WHERE state = 'QUEUED'");
        using var row = oldest.Query();
        return row.Read() ? row.TimeOrNull(0) : null;
    }

    private static SortedDictionary<string, long> Counts(DatabaseConnection connection)
    {
        using var count = new Statement(connection, "SELECT state, count(*) FROM outbox GROUP BY state");
        using var row = count.Query();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (row.Read())
            counts[EnumText.Wire(EnumText.FromStored<ReplyState>(row.Text(0)))] = row.Number(1);
        return counts;
    }

    private static SortedDictionary<string, string> Errors(DatabaseConnection connection, DateTime since)
    {
        using var find = new Statement(connection, """
            SELECT business_id, reason FROM outbox
            WHERE state IN ('QUEUED', 'UNCERTAIN', 'FAILED') AND reason IS NOT NULL AND changed_at > @0 ORDER BY changed_at DESC LIMIT @1
            """);
        using var row = find.Query(since, MostRows);
        var errors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (row.Read())
            errors.TryAdd(row.Text(0), row.Text(1));
        return errors;
    }
}
