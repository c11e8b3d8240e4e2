using Migochat.Data;

namespace Migochat.Fetches;

/// <summary>The state of the fetches, for operators. Holds nothing of customers.</summary>
/// <param name="ByState">Fetches by state; states without a fetch are left out.</param>
/// <param name="OldestDueSeconds">Since the oldest waiting fetch was due; null: none is due.</param>
/// <param name="LastErrors">A reason why one waits or was given up, by kind.</param>
public sealed record FetchReport(IReadOnlyDictionary<string, long> ByState, long? OldestDueSeconds, IReadOnlyDictionary<string, string> LastErrors)
{
    /// <param name="connection">An open one.</param>
    /// <param name="now">UTC.</param>
    internal static FetchReport Of(DatabaseConnection connection, DateTime now)
    {
        var dueAt = OldestDue(connection);
        return new(Counts(connection), dueAt < now ? (long)(now - dueAt.Value).TotalSeconds : null, Errors(connection));
    }

    private static DateTime? OldestDue(DatabaseConnection connection)
    {
        using var oldest = new Statement(connection, "SELECT min(due_at) FROM fetches WHERE state = 'PENDING'");
        using var row = oldest.Query();
        return row.Read() ? row.TimeOrNull(0) : null;
    }

    private static SortedDictionary<string, long> Counts(DatabaseConnection connection)
    {
        using var count = new Statement(connection, "SELECT state, count(*) FROM fetches GROUP BY state");
        using var row = count.Query();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (row.Read())
            counts[EnumText.Wire(EnumText.FromStored<FetchState>(row.Text(0)))] = row.Number(1);
        return counts;
    }

    private static SortedDictionary<string, string> Errors(DatabaseConnection connection)
    {
        // The row of the highest id that has a reason: the thing that was asked for last.
        using var find = new Statement(connection, """
            SELECT kind, last_error FROM fetches
            WHERE id IN (SELECT max(id) FROM fetches WHERE state IN ('PENDING', 'FAILED') AND last_error IS NOT NULL GROUP BY kind)
            """);
        using var row = find.Query();
        var errors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (row.Read())
            errors[row.Text(0)] = row.Text(1);
        return errors;
    }
}
