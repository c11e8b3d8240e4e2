using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>
/// The intake's conversations. Each person's newest one is part of the unit of work; the others are read and written by
/// statements of their own.
/// </summary>
internal sealed class ConversationStore : IUnitPart, IDisposable
{
    private const string Table = "conversations";
    private const string Columns = "id, started_at, last_activity, is_active, message_count, waiting_since";

    // The first inbound message of a conversation since a moment that wants an answer.
    private const string FirstInboundSince = """
        (SELECT m.timestamp FROM messages m
         WHERE m.user_id = @0 AND m.direction = 'INBOUND'
           AND m.timestamp >= conversations.started_at AND m.timestamp >= @1 AND m.timestamp <= conversations.last_activity
           AND (m.wants_answer = 'ALWAYS' OR (m.wants_answer = 'IF_UNANSWERED' AND @2))
         ORDER BY m.timestamp LIMIT 1)
        """;

    private readonly DatabaseConnection _connection;
    private readonly Dictionary<long, Tracked> _newest = [];
    private readonly List<Tracked> _changed = [];
    private readonly ReadAhead<long, ConversationRun> _waiting;
    private readonly ReadAhead<long, DateTime> _lastAnswer;
    private readonly SetStatement _insert;
    private readonly SetStatement _extend;
    private readonly SetStatement _change;
    private readonly SetStatement _answered;
    private readonly Statement _add;
    private readonly Statement _replace;
    private readonly Statement _setActive;
    private readonly Statement _remove;
    private readonly Statement _near;
    private readonly Statement _of;
    private readonly Statement _last;
    private readonly Statement _recountWaiting;
    private readonly Statement _nextQuestion;

    public ConversationStore(DatabaseConnection connection)
    {
        _connection = connection;
        _insert = connection.NewSet(new InsertShape(
            Table, Column.Number("id"), Column.Number("user_id"), Column.Time("started_at"), Column.Time("last_activity"), Column.Truth("is_active"),
            Column.Number("message_count"), Column.Time("waiting_since")));
        // To name a column costs its index, whether the value changes or not.
        _extend = connection.NewSet(new UpdateShape(Table, Column.Time("last_activity"), Column.Number("message_count")));
        _change = connection.NewSet(new UpdateShape(
            Table, Column.Time("last_activity"), Column.Number("message_count"), Column.Truth("is_active"), Column.Time("waiting_since")));
        _add = new Statement(connection, """
            INSERT INTO conversations (user_id, started_at, last_activity, is_active, message_count, waiting_since)
            VALUES (@0, @1, @2, @3, @4, @5)
            """, Table);
        _replace = new Statement(
            connection, "UPDATE conversations SET started_at = @1, last_activity = @2, is_active = @3, message_count = @4, waiting_since = @5 WHERE id = @0", Table);
        _setActive = new Statement(connection, "UPDATE conversations SET is_active = @1 WHERE id = @0", Table);
        _remove = new Statement(connection, "DELETE FROM conversations WHERE id = @0", Table);
        _near = new Statement(connection, $"SELECT {Columns} FROM conversations WHERE user_id = @0 AND last_activity >= @1 AND started_at <= @2");
        _of = new Statement(connection, $"SELECT {Columns} FROM conversations WHERE user_id = @0 ORDER BY started_at, id");
        _last = new Statement(connection, $"SELECT {Columns} FROM conversations WHERE user_id = @0 ORDER BY started_at DESC LIMIT 1");
        // PostgreSQL keeps the older version of each row that it writes, so only those that change are written.
        _recountWaiting = new Statement(connection, $"""
            UPDATE conversations SET waiting_since = counted.since
            FROM (SELECT id, {FirstInboundSince} AS since FROM conversations
                  WHERE user_id = @0 AND (waiting_since IS NOT NULL OR last_activity >= @1)) AS counted
            WHERE conversations.id = counted.id AND conversations.waiting_since IS DISTINCT FROM counted.since
            """, Statement.Nothing);
        _nextQuestion = new Statement(connection, """
            SELECT timestamp FROM messages
            WHERE user_id = @0 AND direction = 'INBOUND' AND timestamp >= @1
              AND (wants_answer = 'ALWAYS' OR (wants_answer = 'IF_UNANSWERED' AND @2))
            ORDER BY timestamp LIMIT 1
            """);
        _answered = connection.NewSet(new UpdateShape(Table, Column.Time("waiting_since")));
        _waiting = new ReadAhead<long, ConversationRun>(
            connection, Table, $"SELECT {Columns} FROM conversations WHERE user_id = @0 AND waiting_since IS NOT NULL", [ColumnType.Number],
            (userId, statement) => statement.Add(userId), row => ReadRun(row, 0));
        _lastAnswer = new ReadAhead<long, DateTime>(
            connection, "messages", $"""
            SELECT timestamp FROM messages WHERE user_id = @0 AND {MessageFilters.Outbound} AND status <> 'FAILED' ORDER BY timestamp DESC LIMIT 1
            """, [ColumnType.Number], (userId, statement) => statement.Add(userId), row => row.Time(0));
        connection.Unit.Add(this);
    }

    /// <summary>Notes a person whose conversations an answer is going to end the waiting of.</summary>
    public void AskWaiting(long userId) => _waiting.Ask(userId);

    /// <summary>Notes a person whose message may wait only if the shop never answered.</summary>
    public void AskAnswer(long userId) => _lastAnswer.Ask(userId);

    /// <summary>Adds what was asked for to a round trip.</summary>
    public void AddTo(ICollection<SetStatement> round)
    {
        _waiting.AddTo(round);
        _lastAnswer.AddTo(round);
    }

    /// <summary>A person's newest conversation; null if they have none.</summary>
    public ConversationRun? Newest(long userId)
    {
        if (!_newest.TryGetValue(userId, out var known))
            Know(userId, Read(_last.Query(userId)) is [var run] ? run : null);
        return (known ?? _newest[userId]).Run;
    }

    /// <summary>Takes what another query has read.</summary>
    public void Know(long userId, ConversationRun? newest) => _newest.TryAdd(userId, new Tracked(userId, newest));

    /// <summary>Adds the conversation that is the person's newest from now on. Its id is 0 so far.</summary>
    public void Begin(long userId, ConversationRun run)
    {
        if (Newest(userId) is { IsActive: true } older)
            Change(userId, older with { IsActive = false });
        var begun = new Tracked(userId, run with { Id = _connection.NewId(Table) }) { IsNew = true, IsDirty = true };
        _newest[userId] = begun;
        _changed.Add(begun);
        _waiting.Forget(userId);
    }

    /// <summary>Changes the newest conversation by a message at or after its start.</summary>
    public void Change(long userId, ConversationRun run)
    {
        var tracked = _newest[userId];
        if (run == tracked.Run)
            return;
        tracked.Run = run;
        if (!tracked.IsDirty)
            _changed.Add(tracked);
        tracked.IsDirty = true;
    }

    public void Add(long userId, ConversationRun run) =>
        _add.Run(userId, run.StartedAt, run.LastActivity, run.IsActive, run.MessageCount, run.WaitingSince);

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
    /// <param name="userId">The person.</param>
    /// <param name="time">Of the answer, UTC; it is in the newest conversation already.</param>
    /// <param name="before">The time of the message before it in that conversation; null if there is none.</param>
    /// <param name="answers">What answers the person besides the shop's messages.</param>
    public void Answer(long userId, DateTime time, DateTime? before, Answers answers)
    {
        _lastAnswer.Forget(userId);
        var since = answers.Since(time)!.Value;
        var newest = Newest(userId);
        var older = _waiting.Of(userId).Where(run => run.Id != newest?.Id).ToList();
        // A message of the answer's own second may still wait, and only the messages can tell.
        if (before >= since || older.Exists(run => run.LastActivity >= since))
        {
            RecountSince(userId, since, answers.CourtesyWaits);
            return;
        }

        foreach (var run in older)
            _answered.Add(run.Id, null);
        _waiting.KnowNone(userId);
        if (newest?.WaitingSince is not null)
            Change(userId, newest with { WaitingSince = null });
    }

    /// <summary>The time of the shop's last message, UTC; null if there is none.</summary>
    public DateTime? LastAnswer(long userId) => _lastAnswer.Of(userId) is [var last] ? last : null;

    /// <summary>Computes from the messages since when the person waits, in each conversation.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="answers">What answers the person besides the shop's messages.</param>
    public void RecountWaiting(long userId, Answers answers)
    {
        // A message may have changed since somebody asked.
        _lastAnswer.Forget(userId);
        var since = answers.Since(LastAnswer(userId));
        RecountSince(userId, since ?? DateTime.UnixEpoch, answers.CourtesyWaits || since is null);
    }

    /// <summary>
    /// A customer's message wants an answer more or less than before. The messages before it are not read: they may be many, and a
    /// customer can change their messages as often as they like.
    /// </summary>
    /// <param name="userId">The person.</param>
    /// <param name="changed">The message as it is now.</param>
    /// <param name="answers">What answers the person besides the shop's messages.</param>
    public void ChangeQuestion(long userId, StoredMessage changed, Answers answers)
    {
        var (newest, time) = (Newest(userId)!, changed.Timestamp);
        var since = answers.Since(LastAnswer(userId));
        if (time < since)
            return;
        var courtesyWaits = answers.CourtesyWaits || since is null;
        var waits = changed.WantsAnswer == AnswerWanted.Always || (changed.WantsAnswer == AnswerWanted.IfUnanswered && courtesyWaits);
        if (time < newest.StartedAt)
        {
            if (waits || _waiting.Of(userId).Any(run => run.WaitingSince == time))
                RecountSince(userId, since ?? DateTime.UnixEpoch, courtesyWaits);
        }
        else if (waits)
        {
            Change(userId, newest with { WaitingSince = Moment.Earlier(newest.WaitingSince, time) });
        }
        else if (newest.WaitingSince == time)
        {
            Change(userId, newest with { WaitingSince = NextQuestion(userId, time, courtesyWaits) });
        }
    }

    public void Collect(ICollection<SetStatement> writes)
    {
        foreach (var tracked in _changed)
            Collect(tracked);
        _changed.Clear();
        foreach (var statement in Writes)
        {
            if (!statement.IsEmpty)
                writes.Add(statement);
        }
    }

    public void Forget(string? table)
    {
        if (table is not (null or Table))
            return;
        _newest.Clear();
        _changed.Clear();
        foreach (var statement in Writes)
            statement.Clear();
    }

    public void Dispose()
    {
        _connection.Unit.Remove(this);
        foreach (var statement in (IDisposable[])[.. Writes, _waiting, _lastAnswer, _add, _replace, _setActive, _remove, _near, _of, _last, _recountWaiting, _nextQuestion])
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

    private SetStatement[] Writes => [_answered, _insert, _extend, _change];

    private void Collect(Tracked tracked)
    {
        var (run, saved) = (tracked.Run!, tracked.Saved);
        if (tracked.IsNew)
            _insert.Add(run.Id, tracked.UserId, run.StartedAt, run.LastActivity, run.IsActive, (long)run.MessageCount, run.WaitingSince);
        else if (run == saved! with { LastActivity = run.LastActivity, MessageCount = run.MessageCount })
            _extend.Add(run.Id, run.LastActivity, (long)run.MessageCount);
        else
            _change.Add(run.Id, run.LastActivity, (long)run.MessageCount, run.IsActive, run.WaitingSince);
        tracked.Save();
    }

    private void RecountSince(long userId, DateTime since, bool courtesyWaits)
    {
        _recountWaiting.Run(userId, since, courtesyWaits);
        _lastAnswer.Forget(userId);
        _newest.Remove(userId);
        _waiting.Forget(userId);
    }

    /// <summary>The first message from that time on that wants an answer.</summary>
    private DateTime? NextQuestion(long userId, DateTime from, bool courtesyWaits)
    {
        using var row = _nextQuestion.Query(userId, from, courtesyWaits);
        return row.Read() ? row.Time(0) : null;
    }

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

    /// <summary>A person's newest conversation, as it is in the database and as it will be.</summary>
    private sealed class Tracked(long userId, ConversationRun? saved)
    {
        public long UserId => userId;

        public ConversationRun? Saved { get; private set; } = saved;

        public ConversationRun? Run { get; set; } = saved;

        public bool IsNew { get; set; }

        public bool IsDirty { get; set; }

        public void Save() => (Saved, IsNew, IsDirty) = (Run, false, false);
    }
}

/// <summary>A stored conversation, as the threading rule sees it. Times are UTC.</summary>
/// <param name="Id">Its row; 0 before it has one.</param>
/// <param name="StartedAt">The time of its first message.</param>
/// <param name="LastActivity">The time of its last message.</param>
/// <param name="WaitingSince">The first inbound message after the person's last outbound one.</param>
public sealed record ConversationRun(long Id, DateTime StartedAt, DateTime LastActivity, bool IsActive, int MessageCount, DateTime? WaitingSince);
