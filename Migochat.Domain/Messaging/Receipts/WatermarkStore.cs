using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The intake's prepared SQL for the watermarks of threads, and for their effect on messages.</summary>
internal sealed class WatermarkStore : IDisposable
{
    private const string Table = "thread_marks";

    private readonly ReadAhead<(string Person, string Business), Watermarks> _thread;
    private readonly ReadAhead<long, (string Business, Watermarks Watermarks)> _ofPerson;
    private readonly ReadAhead<Identity, (string Business, Watermarks Watermarks)> _ofIdentity;
    private readonly Statement _put;
    private readonly Statement _read;
    private readonly Statement _delivered;
    private readonly Statement _failedWithin;

    public WatermarkStore(DatabaseConnection connection)
    {
        _thread = new ReadAhead<(string Person, string Business), Watermarks>(
            connection, Table, "SELECT sent_at, delivered_at, read_at FROM thread_marks WHERE person_id = @0 AND business_id = @1",
            [ColumnType.Text, ColumnType.Text], (thread, statement) => statement.Add(thread.Person, thread.Business), row => Read(row, 0));
        _ofPerson = new ReadAhead<long, (string, Watermarks)>(
            connection, Table, """
            SELECT t.business_id, max(t.sent_at), max(t.delivered_at), max(t.read_at)
            FROM user_identities i JOIN thread_marks t ON t.person_id = i.value AND t.kind = i.kind WHERE i.user_id = @0 GROUP BY t.business_id
            """, [ColumnType.Number], (userId, statement) => statement.Add(userId), row => (row.Text(0), Read(row, 1)));
        _ofIdentity = new ReadAhead<Identity, (string, Watermarks)>(
            connection, Table, "SELECT business_id, sent_at, delivered_at, read_at FROM thread_marks WHERE person_id = @0 AND kind = @1",
            [ColumnType.Text, ColumnType.Text], (identity, statement) => statement.Add(identity.Value, identity.Kind), row => (row.Text(0), Read(row, 1)));
        _put = new Statement(connection, """
            INSERT INTO thread_marks (person_id, kind, business_id, sent_at, delivered_at, read_at) VALUES (@0, @1, @2, @3, @4, @5)
            ON CONFLICT (person_id, business_id) DO UPDATE
            SET sent_at = excluded.sent_at, delivered_at = excluded.delivered_at, read_at = excluded.read_at
            """, Statement.Nothing);
        _read = new Statement(connection, """
            UPDATE messages SET status = 'READ'
            WHERE user_id = @0 AND timestamp > @2 AND timestamp <= @3 AND direction = 'OUTBOUND' AND @1 IN (sender_id, recipient_id)
              AND comment_id IS NULL AND status <> 'READ'
            """, "messages");
        _delivered = new Statement(connection, """
            UPDATE messages SET status = 'DELIVERED'
            WHERE user_id = @0 AND timestamp > @2 AND timestamp <= @3 AND direction = 'OUTBOUND' AND @1 IN (sender_id, recipient_id)
              AND comment_id IS NULL AND status IN ('SENT', 'FAILED')
            """, "messages");
        _failedWithin = new Statement(connection, """
            SELECT 1 FROM messages
            WHERE user_id = @0 AND timestamp > @2 AND timestamp <= @3 AND direction = 'OUTBOUND' AND @1 IN (sender_id, recipient_id)
              AND comment_id IS NULL AND status = 'FAILED' LIMIT 1
            """);
    }

    /// <summary>Notes a thread for the next round trip.</summary>
    public void Ask(string businessId, Identity person) => _thread.Ask((person.Value, businessId));

    /// <summary>Notes a person whose thread has a message of the shop's.</summary>
    public void Ask(long userId) => _ofPerson.Ask(userId);

    /// <summary>Notes an id that is about to become somebody's.</summary>
    public void Ask(Identity identity) => _ofIdentity.Ask(identity);

    /// <summary>Adds what was asked for to a round trip.</summary>
    public void AddTo(ICollection<SetStatement> round)
    {
        _thread.AddTo(round);
        _ofPerson.AddTo(round);
        _ofIdentity.AddTo(round);
    }

    /// <summary>The watermarks of one thread; all null where there are none.</summary>
    public Watermarks Find(string businessId, Identity person) => _thread.Of((person.Value, businessId)) is [var known] ? known : Watermarks.None;

    /// <param name="businessId">The business of the thread.</param>
    /// <param name="person">The id of the person on it.</param>
    /// <param name="owner">The person who has the id; null if nobody has it.</param>
    /// <param name="watermarks">The thread's from now on.</param>
    public void Put(string businessId, Identity person, long? owner, Watermarks watermarks)
    {
        _put.Run(person.Value, person.Kind, businessId, watermarks.SentAt, watermarks.DeliveredAt, watermarks.ReadAt);
        _thread.Forget((person.Value, businessId));
        _ofIdentity.Forget(person);
        if (owner is { } userId)
            _ofPerson.Forget(userId);
    }

    /// <summary>The person has other ids than before.</summary>
    public void Forget(long userId) => _ofPerson.Forget(userId);

    /// <summary>A person's watermarks, all of their ids together, by business.</summary>
    public IReadOnlyDictionary<string, Watermarks> Of(long userId) => _ofPerson.Of(userId).ToDictionary(StringComparer.Ordinal);

    /// <summary>The watermarks of one id's threads, by business.</summary>
    public IReadOnlyDictionary<string, Watermarks> Of(Identity person) => _ofIdentity.Of(person).ToDictionary(StringComparer.Ordinal);

    private static Watermarks Read(Rows row, int first) => new(row.TimeOrNull(first), row.TimeOrNull(first + 1), row.TimeOrNull(first + 2));

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
        foreach (var prepared in (IDisposable[])[_thread, _ofPerson, _ofIdentity, _put, _read, _delivered, _failedWithin])
            prepared.Dispose();
    }
}
