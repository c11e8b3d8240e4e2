using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Privacy;

/// <summary>Strips pending changes: edits lose their text, statuses their errors; reactions are removed.</summary>
/// <param name="connection">To the database.</param>
/// <param name="keptSince">Event time, UTC.</param>
/// <param name="waitedSince">Changes received before are removed in any case. UTC.</param>
internal sealed class ExpiringPendingReceipts(DatabaseConnection connection, DateTime keptSince, DateTime waitedSince) : IExpiring
{
    private const int FoundAtOnce = 1000;

    private const string Columns = "SELECT id, kind, event_at, payload, target, received_at FROM pending_receipts";

    private readonly Statement _look = new(connection, $"""
        {Columns} WHERE id > @0 AND event_at < @1 AND received_at >= @2 AND kind IN ('edit', 'reaction', 'status') ORDER BY id LIMIT @3
        """);

    private readonly Statement _find = new(connection, $"{Columns} WHERE id = @0");
    private readonly Statement _remove = new(connection, "DELETE FROM pending_receipts WHERE id = @0");
    private readonly PendingStore _store = new(connection);
    private long _id;

    public bool Look(List<long> found)
    {
        using var row = _look.Query(_id, keptSince, waitedSince, FoundAtOnce);
        var looked = 0;
        for (; row.Read(); looked++)
        {
            _id = row.Number(0);
            if (Read(row) is var pending && RetentionRule.Strip(pending) != pending)
                found.Add(_id);
        }

        return looked == FoundAtOnce;
    }

    public bool Take(long id)
    {
        PendingChange pending;
        string target;
        DateTime receivedAt;
        using (var row = _find.Query(id))
        {
            if (!row.Read())
                return false;
            (pending, target, receivedAt) = (Read(row), row.Text(4), row.Time(5));
        }

        var stripped = RetentionRule.Strip(pending);
        if (stripped == pending)
            return false;
        _remove.Run(id);
        if (stripped is not null)
            _store.Keep(target, stripped, receivedAt);
        return true;
    }

    public void Dispose()
    {
        foreach (var prepared in (IDisposable[])[_look, _find, _remove, _store])
            prepared.Dispose();
    }

    private static PendingChange Read(Rows row) =>
        new(row.Text(1), row.Time(2), JsonSerializer.Deserialize(row.TextOrNull(3) ?? "{}", PendingJson.Default.PendingContent)!);
}
