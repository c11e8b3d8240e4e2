using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The intake's prepared SQL for conversations.</summary>
internal sealed class ConversationStore(DatabaseConnection connection) : IDisposable
{
    private const string Columns = "id, started_at, last_activity, is_active, message_count, waiting_since";

    // The first inbound message of a conversation since a moment that wants an answer.
    private const string FirstInboundSince = """
        (SELECT m.timestamp FROM messages m
         WHERE m.user_id = @0 AND m.direction = 'INBOUND'
           AND m.timestamp >= conversations.started_at AND m.timestamp >= @1 AND m.timestamp <= conversations.last_activity
           AND (m.wants_answer = 'ALWAYS' OR (m.wants_answer = 'IF_UNANSWERED' AND @2))
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

    private readonly Statement _of = new(connection, $"SELECT {Columns} FROM conversations WHERE user_id = @0 ORDER BY started_at, id");

    private readonly Statement _answer = new(connection,
        $"UPDATE conversations SET waiting_since = {FirstInboundSince} WHERE user_id = @0 AND waiting_since IS NOT NULL");

    private readonly Statement _lastAnswer = new(connection, """
        SELECT timestamp FROM messages WHERE user_id = @0 AND direction = 'OUTBOUND' AND status <> 'FAILED' ORDER BY timestamp DESC LIMIT 1
        """);

    private readonly Statement _recountWaiting = new(connection,
        $"UPDATE conversations SET waiting_since = {FirstInboundSince} WHERE user_id = @0 AND (waiting_since IS NOT NULL OR last_activity >= @1)");

    public long Add(long userId, ConversationRun run) =>
        _add.RunForId(userId, run.StartedAt, run.LastActivity, run.IsActive, run.MessageCount, run.WaitingSince)!.Value;

    /// <summary>Writes the changes by a message at or after the start. Naming a column costs its index, whether the value changes or not.</summary>
    public void Extend(ConversationRun before, ConversationRun run)
    {
        _extend.Run(run.Id, run.LastActivity, run.MessageCount);
        if (run.WaitingSince != before.WaitingSince)
            _wait.Run(run.Id, run.WaitingSince);
    }

    public void Replace(ConversationRun run) =>
        _replace.Run(run.Id, run.StartedAt, run.LastActivity, run.IsActive, run.MessageCount, run.WaitingSince);

    public void SetActive(long id, bool isActive) => _setActive.Run(id, isActive);

    public void Remove(long id) => _remove.Run(id);

    /// <summary>The conversations that a message at that time would join or lie in.</summary>
    public IReadOnlyList<ConversationRun> Near(long userId, DateTime time, TimeSpan idle) =>
        Read(_near.Query(userId, time - idle, time + idle));

    /// <summary>All of a person's, oldest first.</summary>
    public IReadOnlyList<ConversationRun> Of(long userId) => Read(_of.Query(userId));

    /// <summary>The shop wrote at that time, later than all that is known: what was asked before is answered.</summary>
    public void Answer(long userId, DateTime time, Answers answers)
    {
        _answer.Run(userId, answers.Since(time), answers.CourtesyWaits);
    }

    /// <summary>Computes from the messages since when the person waits, in each conversation.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="answers">What answers the person besides the shop's messages.</param>
    public void RecountWaiting(long userId, Answers answers)
    {
        var since = answers.Since(LastAnswer(userId));
        _recountWaiting.Run(userId, since ?? DateTime.UnixEpoch, answers.CourtesyWaits || since is null);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_add, _extend, _wait, _replace, _setActive, _remove, _near, _of, _answer, _lastAnswer, _recountWaiting])
            statement.Dispose();
    }

    private DateTime? LastAnswer(long userId)
    {
        using var row = _lastAnswer.Query(userId);
        return row.Read() ? row.Time(0) : null;
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
