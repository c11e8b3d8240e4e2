using Microsoft.Data.Sqlite;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The intake's prepared SQL for conversations.</summary>
internal sealed class ConversationStore(SqliteConnection connection, Action<long> forget) : IDisposable
{
    private const string Columns = "id, started_at, last_activity, is_active, message_count, waiting_since";

    // The definition of the column waiting_since: the first inbound message of the run after the person's last outbound one, and
    // after the last outbound message that only receipts report. The run's bounds are parameters, so that SQLite searches once,
    // and from the end of the person's messages, where the run usually is.
    private const string Waiting = """
        (SELECT m.timestamp FROM messages m
         WHERE m.user_id = @0 AND m.direction = 'INBOUND'
           AND m.timestamp >= conversations.started_at AND m.timestamp <= conversations.last_activity
           AND m.timestamp > coalesce((SELECT o.timestamp FROM messages o WHERE o.user_id = @0 AND o.direction = 'OUTBOUND'
                                       ORDER BY o.timestamp DESC LIMIT 1), '')
           AND m.timestamp > coalesce((SELECT max(t.sent_at) FROM user_identities i JOIN thread_marks t ON t.person_id = i.value AND t.kind = i.kind
                                       WHERE i.user_id = @0), '')
         ORDER BY m.timestamp LIMIT 1)
        """;

    private readonly Statement _add = new(connection, """
        INSERT INTO conversations (user_id, started_at, last_activity, is_active, message_count, waiting_since)
        VALUES (@0, @1, @2, @3, @4, @5) RETURNING id
        """);

    private readonly Statement _extend = new(connection, "UPDATE conversations SET last_activity = @1, message_count = @2 WHERE id = @0");

    private readonly Statement _wait = new(connection, "UPDATE conversations SET waiting_since = @1 WHERE id = @0");

    private readonly Statement _replace = new(connection,
        "UPDATE conversations SET started_at = @1, last_activity = @2, is_active = @3, message_count = @4, waiting_since = @5 WHERE id = @0");

    private readonly Statement _setActive = new(connection, "UPDATE conversations SET is_active = @1 WHERE id = @0");
    private readonly Statement _remove = new(connection, "DELETE FROM conversations WHERE id = @0");

    private readonly Statement _near = new(connection,
        $"SELECT {Columns} FROM conversations WHERE user_id = @0 AND last_activity >= @1 AND started_at <= @2");

    private readonly Statement _after = new(connection,
        $"SELECT {Columns} FROM conversations WHERE user_id = @0 AND started_at > @1 ORDER BY started_at LIMIT 1");

    private readonly Statement _answeredBetween = new(connection,
        "SELECT 1 FROM messages WHERE user_id = @0 AND timestamp >= @1 AND timestamp < @2 AND direction = 'OUTBOUND' ORDER BY timestamp DESC LIMIT 1");

    private readonly Statement _of = new(connection, $"SELECT {Columns} FROM conversations WHERE user_id = @0 ORDER BY started_at, id");

    // A conversation that has been waiting since this time or before had no earlier answer, so only later messages count.
    private readonly Statement _answer = new(connection, """
        UPDATE conversations SET waiting_since = (SELECT min(m.timestamp) FROM messages m
                                                  WHERE m.user_id = @0 AND m.direction = 'INBOUND' AND m.timestamp > @1
                                                    AND m.timestamp BETWEEN conversations.started_at AND conversations.last_activity)
        WHERE user_id = @0 AND waiting_since <= @1
        """);

    private readonly Statement _recountWaiting = new(connection, $"UPDATE conversations SET waiting_since = {Waiting} WHERE user_id = @0");

    public long Add(long userId, ConversationRun run)
    {
        forget(userId);
        return _add.RunForId(userId, run.StartedAt, run.LastActivity, run.IsActive, run.MessageCount, run.WaitingSince)!.Value;
    }

    /// <summary>Writes the changes by a message at or after the start. Naming a column costs its index, whether the value changes or not.</summary>
    public void Extend(long userId, ConversationRun before, ConversationRun run)
    {
        forget(userId);
        _extend.Run(run.Id, run.LastActivity, run.MessageCount);
        if (run.WaitingSince != before.WaitingSince)
            _wait.Run(run.Id, run.WaitingSince);
    }

    public void Replace(long userId, ConversationRun run)
    {
        forget(userId);
        _replace.Run(run.Id, run.StartedAt, run.LastActivity, run.IsActive, run.MessageCount, run.WaitingSince);
    }

    public void SetActive(long userId, long id, bool isActive)
    {
        forget(userId);
        _setActive.Run(id, isActive);
    }

    public void Remove(long userId, long id)
    {
        forget(userId);
        _remove.Run(id);
    }

    /// <summary>The conversations that a message at that time would join or lie in.</summary>
    public IReadOnlyList<ConversationRun> Near(long userId, DateTime time, TimeSpan idle) =>
        Read(_near.Query(userId, time - idle, time + idle));

    /// <summary>The first that begins after that time; null where none does.</summary>
    public ConversationRun? After(long userId, DateTime time) => Read(_after.Query(userId, time)) is [var next] ? next : null;

    /// <summary>True if the person got a message at or after the one time and before the other.</summary>
    public bool IsAnsweredBetween(long userId, DateTime from, DateTime before) => _answeredBetween.RunForId(userId, from, before) is not null;

    /// <summary>All of a person's, oldest first.</summary>
    public IReadOnlyList<ConversationRun> Of(long userId) => Read(_of.Query(userId));

    /// <summary>Marks messages up to that time as answered.</summary>
    public void Answer(long userId, DateTime time)
    {
        forget(userId);
        _answer.Run(userId, time);
    }

    /// <summary>Computes the waiting conversations of a person from the messages.</summary>
    public void RecountWaiting(long userId)
    {
        forget(userId);
        _recountWaiting.Run(userId);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_add, _extend, _wait, _replace, _setActive, _remove, _near, _after, _answeredBetween, _of, _answer, _recountWaiting])
            statement.Dispose();
    }

    /// <summary>Reads six columns from the given one on.</summary>
    public static ConversationRun ReadRun(Rows row, int first) => new(
        row.Number(first),
        row.Time(first + 1),
        row.Time(first + 2),
        row.Truth(first + 3),
        (int)row.Number(first + 4),
        row.TimeOrNull(first + 5));

    private static List<ConversationRun> Read(Rows row)
    {
        using (row)
        {
            var runs = new List<ConversationRun>();
            while (row.Read())
                runs.Add(ReadRun(row, 0));
            return runs;
        }
    }
}

/// <summary>A stored conversation, as the threading rule sees it. Times are UTC.</summary>
/// <param name="Id">Its row; 0 before it has one.</param>
/// <param name="StartedAt">The time of its first message.</param>
/// <param name="LastActivity">The time of its last message.</param>
/// <param name="WaitingSince">The first inbound message after the person's last outbound one.</param>
public sealed record ConversationRun(long Id, DateTime StartedAt, DateTime LastActivity, bool IsActive, int MessageCount, DateTime? WaitingSince);
