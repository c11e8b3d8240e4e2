using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The intake's prepared SQL for the watermarks of threads, and for their effect on messages.</summary>
internal sealed class WatermarkStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection,
        "SELECT sent_at, delivered_at, read_at FROM thread_marks WHERE person_id = @0 AND business_id = @1");

    private readonly Statement _put = new(connection, """
        INSERT INTO thread_marks (person_id, kind, business_id, sent_at, delivered_at, read_at) VALUES (@0, @1, @2, @3, @4, @5)
        ON CONFLICT (person_id, business_id) DO UPDATE
        SET sent_at = excluded.sent_at, delivered_at = excluded.delivered_at, read_at = excluded.read_at
        """);

    private readonly Statement _of = new(connection, """
        SELECT t.business_id, max(t.sent_at), max(t.delivered_at), max(t.read_at)
        FROM user_identities i JOIN thread_marks t ON t.person_id = i.value AND t.kind = i.kind WHERE i.user_id = @0 GROUP BY t.business_id
        """);

    private readonly Statement _ofIdentity = new(connection,
        "SELECT business_id, sent_at, delivered_at, read_at FROM thread_marks WHERE person_id = @0 AND kind = @1");

    private readonly Statement _read = new(connection, """
        UPDATE messages SET status = 'READ'
        WHERE user_id = @0 AND timestamp > @2 AND timestamp <= @3 AND direction = 'OUTBOUND' AND @1 IN (sender_id, recipient_id)
          AND comment_id IS NULL AND status <> 'READ'
        """);

    private readonly Statement _delivered = new(connection, """
        UPDATE messages SET status = 'DELIVERED'
        WHERE user_id = @0 AND timestamp > @2 AND timestamp <= @3 AND direction = 'OUTBOUND' AND @1 IN (sender_id, recipient_id)
          AND comment_id IS NULL AND status IN ('SENT', 'FAILED')
        """);

    private readonly Statement _failedWithin = new(connection, """
        SELECT 1 FROM messages
        WHERE user_id = @0 AND timestamp > @2 AND timestamp <= @3 AND direction = 'OUTBOUND' AND @1 IN (sender_id, recipient_id)
          AND comment_id IS NULL AND status = 'FAILED' LIMIT 1
        """);

    /// <summary>The watermarks of one thread; all null where there are none.</summary>
    public Watermarks Find(string businessId, Identity person)
    {
        using var row = _find.Query(person.Value, businessId);
        return row.Read() ? new Watermarks(row.TimeOrNull(0), row.TimeOrNull(1), row.TimeOrNull(2)) : Watermarks.None;
    }

    public void Put(string businessId, Identity person, Watermarks watermarks) =>
        _put.Run(person.Value, person.Kind, businessId, watermarks.SentAt, watermarks.DeliveredAt, watermarks.ReadAt);

    /// <summary>A person's watermarks, all of their ids together, by business.</summary>
    public IReadOnlyDictionary<string, Watermarks> Of(long userId) => Read(_of.Query(userId));

    /// <summary>The watermarks of one id's threads, by business.</summary>
    public IReadOnlyDictionary<string, Watermarks> Of(Identity person) => Read(_ofIdentity.Query(person.Value, person.Kind));

    private static Dictionary<string, Watermarks> Read(Rows rows)
    {
        using var row = rows;
        var watermarks = new Dictionary<string, Watermarks>(StringComparer.Ordinal);
        while (row.Read())
            watermarks.Add(row.Text(0), new Watermarks(row.TimeOrNull(1), row.TimeOrNull(2), row.TimeOrNull(3)));
        return watermarks;
    }

    /// <summary>Tells a person's outbound messages, but not comments, that a watermark moved.</summary>
    /// <param name="from">What it reached before: those are told already.</param>
    /// <returns>True if a message that had failed arrived after all.</returns>
    public bool Advance(long userId, string businessId, Watermarks from, Watermarks to)
    {
        var isArrived = false;
        if (to.ReadAt is { } read && read != from.ReadAt)
        {
            isArrived = _failedWithin.RunForId(userId, businessId, from.ReadAt ?? DateTime.UnixEpoch, read) is not null;
            _read.Run(userId, businessId, from.ReadAt ?? DateTime.UnixEpoch, read);
        }

        if (to.DeliveredAt is { } delivered && delivered != from.DeliveredAt)
        {
            isArrived |= _failedWithin.RunForId(userId, businessId, from.DeliveredAt ?? DateTime.UnixEpoch, delivered) is not null;
            _delivered.Run(userId, businessId, from.DeliveredAt ?? DateTime.UnixEpoch, delivered);
        }

        return isArrived;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_find, _put, _of, _ofIdentity, _read, _delivered, _failedWithin])
            statement.Dispose();
    }
}
