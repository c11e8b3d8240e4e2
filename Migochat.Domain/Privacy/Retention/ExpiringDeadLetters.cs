using Migochat.Data;

namespace Migochat.Privacy;

/// <summary>Removes dead letters whose events are too old, however late they were received.</summary>
/// <param name="connection">To the database.</param>
/// <param name="keptSince">Event time, UTC.</param>
/// <param name="receivedSince">Dead letters received before are removed in any case. UTC.</param>
internal sealed class ExpiringDeadLetters(DatabaseConnection connection, DateTime keptSince, DateTime receivedSince) : IExpiring
{
    // Each may be as large as a delivery.
    private const int LookedAt = 50;

    private readonly Statement _look = new(connection, """
        SELECT id, envelope, received_at FROM dead_letters WHERE id > @0 AND received_at >= @1 ORDER BY id LIMIT @2
        """);

    private readonly Statement _remove = new(connection, "DELETE FROM dead_letters WHERE id = @0");
    private long _id;

    public bool Look(List<long> found)
    {
        using var row = _look.Query(_id, receivedSince, LookedAt);
        var looked = 0;
        for (; row.Read(); looked++)
        {
            _id = row.Number(0);
            if (new EnvelopeIds(row.Text(1)).Time(row.Time(2)) < keptSince)
                found.Add(_id);
        }

        return looked == LookedAt;
    }

    public bool Take(long id) => _remove.Run(id) > 0;

    public void Dispose()
    {
        _look.Dispose();
        _remove.Dispose();
    }
}
