using Migochat.Data;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>
/// All SQL of scoring. The leads of a slice are read in one round trip, or two where somebody complains. What is written waits
/// in the connection's unit of work for the commit. A lead that can't be read harms no other.
/// </summary>
internal sealed class ScoringStore : IUnitPart, IDisposable
{
    /// <summary>The limit keeps the rescoring of a lead with a flood of messages fast; no score needs more.</summary>
    private const int MessagesRead = 2000;

    private const string Complaint = "complaint";

    // Three columns need messages: the first message, the newest conversation that an inbound message other than a complaint began,
    // whether there are two messages.
    private const string LeadQuery = $"""
        SELECT u.created_at, u.phone_number, u.governorate, u.first_name, u.last_name, u.customer_type, u.locked, u.last_inbound_at,
               u.lead_stage, u.last_stage_change, u.customer_label, u.audited_score,
               (SELECT m.timestamp FROM messages m WHERE m.user_id = u.id AND m.direction = 'INBOUND' ORDER BY m.timestamp LIMIT 1),
               (SELECT c.started_at FROM conversations c
                WHERE c.user_id = u.id AND EXISTS (SELECT 1 FROM messages m WHERE m.user_id = c.user_id AND m.timestamp = c.started_at AND m.direction = 'INBOUND'
                                                AND (m.signals IS NULL OR NOT m.{MessageFilters.Complaint}))
                ORDER BY c.started_at DESC LIMIT 1),
               (SELECT count(*) FROM (SELECT 1 FROM messages m WHERE m.user_id = u.id AND m.direction = 'INBOUND' LIMIT 2) AS two),
               u.lead_score, u.converted_at
        FROM users u WHERE u.id = @0
        """;

    private static readonly string MessagesQuery = $"""
        SELECT id, timestamp, message_source, signals, message_type FROM messages
        WHERE user_id = @0 AND timestamp > @1 AND direction = 'INBOUND' ORDER BY timestamp DESC LIMIT {MessagesRead}
        """;

    private const string ReferralsQuery =
        "SELECT message_source, max(timestamp) FROM referrals WHERE user_id = @0 AND timestamp > @1 GROUP BY message_source";

    private const string RecordedQuery = $"SELECT new_value FROM lead_activities WHERE user_id = @0 AND activity_type = '{Complaint}'";

    private readonly DatabaseConnection _connection;
    private readonly SignalsRead _signals = new();
    private readonly Statement _due;
    private readonly Statement _isDue;
    private readonly SetStatement _lead;
    private readonly SetStatement _messages;
    private readonly SetStatement _referrals;
    private readonly SetStatement _recorded;
    private readonly SetStatement _write;
    private readonly SetStatement _putOff;
    private readonly SetStatement _record;

    // The leads that are being read, in the order of the keys.
    private IReadOnlyList<LeadRead> _reading = [];
    private IReadOnlyList<LeadRead> _complaining = [];

    public ScoringStore(DatabaseConnection connection)
    {
        _connection = connection;
        _due = new Statement(connection, "SELECT id FROM users WHERE score_due_at <= @0 ORDER BY score_due_at LIMIT @1");
        _isDue = new Statement(connection, "SELECT id FROM users WHERE id = @0 AND score_due_at <= @1");
        _lead = connection.NewSet(new SelectShape(LeadQuery, [ColumnType.Number], (key, row) => _reading[key].Read(row)));
        _messages = connection.NewSet(new SelectShape(MessagesQuery, [ColumnType.Number, ColumnType.Time], (key, row) => _reading[key].AddMessage(row, _signals)));
        _referrals = connection.NewSet(new SelectShape(ReferralsQuery, [ColumnType.Number, ColumnType.Time], (key, row) => _reading[key].AddReferral(row)));
        _recorded = connection.NewSet(new SelectShape(RecordedQuery, [ColumnType.Number], (key, row) => _complaining[key].AddRecorded(row)));
        _write = connection.NewSet(new UpdateShape(
            "users", Column.Number("lead_score"), Column.Text("customer_label"), Column.Text("customer_type"), Column.Text("lead_stage"), Column.Time("last_stage_change"),
            Column.Time("score_due_at"), Column.Number("audited_score"), Column.Time("converted_at")));
        _putOff = connection.NewSet(new UpdateShape("users", Column.Time("score_due_at")));
        _record = connection.NewSet(new InsertShape(
            "lead_activities", Column.Number("user_id"), Column.Text("activity_type"), Column.Text("old_value"), Column.Text("new_value"), Column.Text("reason"),
            Column.Time("timestamp"), Column.Truth("automated")));
        connection.Unit.Add(this);
    }

    /// <summary>The leads that have been due longest, in the order of their rows, so that neighbours are read together.</summary>
    public IReadOnlyList<long> Due(DateTime now, int limit)
    {
        using var row = _due.Query(now, limit);
        var ids = new List<long>();
        while (row.Read())
            ids.Add(row.Number(0));
        ids.Sort();
        return ids;
    }

    public bool IsDue(long userId, DateTime now) => _isDue.RunForId(userId, now) is not null;

    /// <summary>Reads leads that this store has written nothing of.</summary>
    /// <param name="ids">Their rows.</param>
    /// <param name="now">UTC.</param>
    /// <returns>In the order of the ids.</returns>
    public IReadOnlyList<LeadRead> Read(IReadOnlyList<long> ids, DateTime now)
    {
        _reading = [.. ids.Select(id => new LeadRead(id, now))];
        foreach (var lead in _reading)
        {
            _messages.Add(lead.Id, lead.Since);
            _referrals.Add(lead.Id, lead.Since);
            _lead.Add(lead.Id);
        }

        // A lead's own row comes last: its facts are made of the others.
        Send(_messages, _referrals, _lead);
        _complaining = [.. _reading.Where(lead => lead.HasComplaints)];
        foreach (var lead in _complaining)
            _recorded.Add(lead.Id);
        Send(_recorded);
        return _reading;
    }

    /// <summary>Writes the changes of the evaluation. Often only the due time changes; then the columns that lists are sorted by stay untouched.</summary>
    public void Write(StoredLead lead, LeadEvaluation evaluation)
    {
        if (lead.IsLeftBy(evaluation))
            PutOff(lead.Id, evaluation.ChangesAt);
        else
            WriteAll(lead, evaluation);
    }

    /// <summary>Postpones a lead's rescoring to that time; null: until its next event or edit.</summary>
    public void PutOff(long userId, DateTime? until) => _putOff.Add(userId, until);

    public void Record(long userId, LeadChange change, DateTime now) =>
        _record.Add(userId, change.Type, change.Old, change.New, change.Reason, now, true);

    /// <summary>Records in the audit trail that a message complains.</summary>
    public void RecordComplaint(long userId, string message, DateTime now) =>
        Record(userId, new LeadChange(Complaint, null, message, "The customer complains; a person should answer."), now);

    public void Collect(ICollection<SetStatement> writes)
    {
        foreach (var statement in Writing.Where(statement => !statement.IsEmpty))
            writes.Add(statement);
    }

    // What is not yet written is decided on rows of this transaction, so it falls only with all of it.
    public void Forget(string? table)
    {
        if (table is not null)
            return;
        foreach (var statement in Writing)
            statement.Clear();
    }

    public void Dispose()
    {
        _connection.Unit.Remove(this);
        foreach (var statement in (IDisposable[])[_due, _isDue, _lead, _messages, _referrals, _recorded, .. Writing])
            statement.Dispose();
    }

    private SetStatement[] Writing => [_write, _putOff, _record];

    private void Send(params IEnumerable<SetStatement> statements)
    {
        if (statements.Where(statement => !statement.IsEmpty).ToList() is { Count: > 0 } asked)
            _connection.Send(asked);
    }

    private void WriteAll(StoredLead lead, LeadEvaluation evaluation) => _write.Add(
        lead.Id,
        evaluation.Score.Points,
        EnumText.StoredOrNull(evaluation.Label),
        EnumText.StoredOrNull(evaluation.Type),
        EnumText.Stored(evaluation.Stage),
        evaluation.LastStageChange,
        evaluation.ChangesAt,
        LeadAudit.AuditedScore(lead, evaluation),
        lead.ConvertedAt ?? (StageTransitions.IsConverted(evaluation.Stage) ? evaluation.LastStageChange : null));
}

/// <summary>A lead as the database has it.</summary>
/// <param name="Score">The last written score.</param>
/// <param name="ConvertedAt">When the lead first converted, UTC; null: not yet.</param>
internal sealed record StoredLead(long Id, int Score, LeadFacts Facts, LeadState State, DateTime? ConvertedAt)
{
    /// <summary>Whether the evaluation changes no stored value except the due time.</summary>
    public bool IsLeftBy(LeadEvaluation evaluation) =>
        evaluation.Score.Points == Score
        && evaluation.Label == State.Label
        && evaluation.Type == Facts.Type
        && evaluation.Stage == State.Stage
        && evaluation.LastStageChange == State.LastStageChange
        && LeadAudit.AuditedScore(this, evaluation) == State.AuditedScore;
}
