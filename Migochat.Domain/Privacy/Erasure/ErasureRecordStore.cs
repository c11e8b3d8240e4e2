using Migochat.Data;

namespace Migochat.Privacy;

/// <summary>The SQL for the records of an erasure: keyed hashes, and the receipt.</summary>
internal sealed class ErasureRecordStore(DatabaseConnection connection) : IDisposable
{
    // A time in the future is of a clock that was ahead.
    private readonly Statement _remember = new(connection, """
        INSERT INTO erasures (hash, erased_at, newest_event_at) VALUES (@0, @1, @2)
        ON CONFLICT (hash) DO UPDATE SET erased_at = excluded.erased_at, newest_event_at = excluded.newest_event_at
        WHERE excluded.erased_at > erasures.erased_at OR erasures.erased_at > @3
        """);

    private readonly Statement _record = new(connection, """
        INSERT INTO deletion_requests (code, kind, person_hash, issued_at, requested_at, completed_at, receipt) VALUES (@0, @1, @2, @3, @4, @5, @6)
        """);

    private readonly Statement _find = new(connection, "SELECT code FROM deletion_requests WHERE person_hash = @0 AND kind = @1 AND issued_at = @2");
    private readonly Statement _complete = new(connection, "UPDATE deletion_requests SET completed_at = @1 WHERE id <= @0 AND completed_at IS NULL");
    private readonly Statement _lastOpen = new(connection, "SELECT id FROM deletion_requests WHERE completed_at IS NULL ORDER BY id DESC LIMIT 1");

    /// <summary>Refuses events up to a time about the id or message with this hash.</summary>
    /// <param name="hash">Of an id or a message's key.</param>
    /// <param name="erasedAt">UTC.</param>
    /// <param name="newest">The time of the newest event that is stored, UTC; null if there is none.</param>
    /// <param name="now">UTC.</param>
    public void Remember(string hash, DateTime erasedAt, DateTime? newest, DateTime now) => _remember.Run(hash, erasedAt, newest, now + EventTime.Ahead);

    /// <summary>True if the database that holds the hashes holds their key too.</summary>
    public bool IsBesideItsKeys()
    {
        using var lookup = new ErasureLookup(connection);
        return lookup.Keys().Count > 0;
    }

    /// <summary>Writes the receipt.</summary>
    public void Record(DeletionRequest request) => _record.Run(
        request.Code, request.Kind, request.PersonHash, request.IssuedAt, request.RequestedAt, request.CompletedAt, request.Receipt);

    /// <summary>The code of an earlier record of the same request.</summary>
    /// <param name="hashes">The person's, under every key.</param>
    /// <param name="kind">One of <see cref="DeletionKind"/>.</param>
    /// <param name="issuedAt">UTC.</param>
    public string? Find(IEnumerable<string> hashes, string kind, DateTime issuedAt)
    {
        foreach (var hash in hashes)
        {
            using var row = _find.Query(hash, kind, issuedAt);
            if (row.Read())
                return row.Text(0);
        }

        return null;
    }

    /// <summary>The last receipt whose bytes the engine may still keep; null if there is none.</summary>
    public long? LastOpen() => _lastOpen.RunForId();

    /// <summary>Marks all receipts up to this one as completed: the bytes are gone too.</summary>
    public void Complete(long last, DateTime now) => _complete.Run(last, now);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_remember, _record, _find, _complete, _lastOpen])
            statement.Dispose();
    }
}
