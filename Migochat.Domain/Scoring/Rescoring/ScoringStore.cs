using Migochat.Data;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>
/// All prepared SQL of scoring. A few statements for each lead read its facts: within the process a query costs no round trip,
/// and a lead that can't be read harms no other.
/// </summary>
internal sealed class ScoringStore(DatabaseConnection connection) : IDisposable
{
    /// <summary>The limit keeps the rescoring of a lead with a flood of messages fast; no score needs more.</summary>
    private const int MessagesRead = 2000;

    private readonly SignalsRead _signals = new();

    private readonly Statement _due = new(connection,
        "SELECT id FROM users WHERE score_due_at <= @0 ORDER BY score_due_at LIMIT @1");

    private readonly Statement _isDue = new(connection, "SELECT id FROM users WHERE id = @0 AND score_due_at <= @1");

    // Three columns need messages: the first message, the newest conversation that an inbound message other than a complaint began,
    // whether there are two messages.
    private readonly Statement _lead = new(connection, $"""
        SELECT u.created_at, u.phone_number, u.governorate, u.first_name, u.last_name, u.customer_type, u.locked, u.last_inbound_at,
               u.lead_stage, u.last_stage_change, u.customer_label, u.audited_score,
               (SELECT m.timestamp FROM messages m WHERE m.user_id = u.id AND m.direction = 'INBOUND' ORDER BY m.timestamp LIMIT 1),
               (SELECT c.started_at FROM conversations c
                WHERE c.user_id = u.id AND EXISTS (SELECT 1 FROM messages m WHERE m.user_id = c.user_id AND m.timestamp = c.started_at AND m.direction = 'INBOUND'
                                                AND (m.signals IS NULL OR NOT m.{MessageFilters.Complaint}))
                ORDER BY c.started_at DESC LIMIT 1),
               (SELECT count(*) FROM (SELECT 1 FROM messages m WHERE m.user_id = u.id AND m.direction = 'INBOUND' LIMIT 2) AS two),
               u.lead_score
        FROM users u WHERE u.id = @0
        """);

    private readonly Statement _messages = new(connection, $"""
        SELECT id, timestamp, message_source, signals, message_type FROM messages
        WHERE user_id = @0 AND timestamp > @1 AND direction = 'INBOUND' ORDER BY timestamp DESC LIMIT {MessagesRead}
        """);

    private readonly Statement _referrals = new(connection, """
        SELECT message_source, max(timestamp) FROM referrals WHERE user_id = @0 AND timestamp > @1 GROUP BY message_source
        """);

    private readonly Statement _write = new(connection, """
        UPDATE users SET lead_score = @1, customer_label = @2, customer_type = @3, lead_stage = @4, last_stage_change = @5,
                         score_due_at = @6, audited_score = @7, converted_at = coalesce(converted_at, @8)
        WHERE id = @0
        """);

    private readonly Statement _putOff = new(connection, "UPDATE users SET score_due_at = @1 WHERE id = @0");

    private readonly Statement _record = new(connection, """
        INSERT INTO lead_activities (user_id, activity_type, old_value, new_value, reason, timestamp, automated)
        VALUES (@0, @1, @2, @3, @4, @5, TRUE)
        """);

    private readonly Statement _trail = new(connection, "SELECT new_value FROM lead_activities WHERE user_id = @0 AND activity_type = @1");

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

    /// <returns>Null if there is no such lead.</returns>
    public StoredLead? Read(long userId, DateTime now)
    {
        var history = new LeadHistory(now);
        AddMessages(userId, history);
        AddReferrals(userId, history);
        using var row = _lead.Query(userId);
        return row.Read() ? ReadLead(userId, row, history) : null;
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
    public void PutOff(long userId, DateTime? until)
    {
        _putOff.Run(userId, until);
    }

    public void Record(long userId, LeadChange change, DateTime now) =>
        _record.Run(userId, change.Type, change.Old, change.New, change.Reason, now);

    /// <summary>The new values of all lines of this type in the audit trail.</summary>
    public IReadOnlySet<string> Recorded(long userId, string type)
    {
        using var row = _trail.Query(userId, type);
        var values = new HashSet<string>(StringComparer.Ordinal);
        while (row.Read())
        {
            if (row.TextOrNull(0) is { } value)
                values.Add(value);
        }

        return values;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_due, _isDue, _lead, _messages, _referrals, _write, _putOff, _record, _trail])
            statement.Dispose();
    }

    private void WriteAll(StoredLead lead, LeadEvaluation evaluation)
    {
        _write.Run(
            lead.Id,
            evaluation.Score.Points,
            EnumText.StoredOrNull(evaluation.Label),
            EnumText.StoredOrNull(evaluation.Type),
            EnumText.Stored(evaluation.Stage),
            evaluation.LastStageChange,
            evaluation.ChangesAt,
            LeadAudit.AuditedScore(lead, evaluation),
            StageTransitions.IsConverted(evaluation.Stage) ? evaluation.LastStageChange : null);
    }

    private void AddMessages(long userId, LeadHistory history)
    {
        using var row = _messages.Query(userId, history.Since);
        while (row.Read())
            history.AddMessage(row.Number(0), row.Time(1), EnumText.FromStored<Data.MessageSource>(row.Text(2)), row.Text(4), _signals.Intents(row.TextOrNull(3)));
    }

    private void AddReferrals(long userId, LeadHistory history)
    {
        using var row = _referrals.Query(userId, history.Since);
        while (row.Read())
            history.AddTouch(EnumText.FromStored<Data.MessageSource>(row.Text(0)), row.Time(1));
    }

    private static StoredLead ReadLead(long userId, Rows row, LeadHistory history)
    {
        var locked = row.TextOrNull(6)?.Split(',') ?? [];
        var facts = history.AddTo(new LeadFacts
        {
            CreatedAt = row.Time(0),
            HasPhone = HasText(row, 1),
            HasGovernorate = HasText(row, 2),
            HasFullName = HasText(row, 3) && HasText(row, 4),
            Type = EnumText.FromStoredOrNull<CustomerType>(row.TextOrNull(5)),
            IsTypeLocked = locked.Contains(LockedField.Type, StringComparer.Ordinal),
            LastInboundAt = row.TimeOrNull(7),
            FirstInboundAt = row.TimeOrNull(12),
            LastOpeningAt = row.TimeOrNull(13),
            InboundCount = (int)row.Number(14),
        });
        var state = new LeadState
        {
            Stage = EnumText.FromStored<LeadStage>(row.Text(8)),
            LastStageChange = row.Time(9),
            Label = EnumText.FromStoredOrNull<CustomerLabel>(row.TextOrNull(10)),
            AuditedScore = (int)row.Number(11),
            IsStageLocked = locked.Contains(LockedField.Stage, StringComparer.Ordinal),
            IsLabelLocked = locked.Contains(LockedField.Label, StringComparer.Ordinal),
        };
        return new StoredLead(userId, (int)row.Number(15), facts, state, history.Complaints);
    }

    private static bool HasText(Rows row, int column) => !string.IsNullOrWhiteSpace(row.TextOrNull(column));
}

/// <summary>A lead as the database has it.</summary>
/// <param name="Score">The last written score.</param>
/// <param name="Complaints">The rows of messages that complain and may not be in the audit trail yet.</param>
internal sealed record StoredLead(long Id, int Score, LeadFacts Facts, LeadState State, IReadOnlyList<long> Complaints)
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

/// <summary>The columns of a lead that is not due, as the last rescoring left them. Times are UTC.</summary>
/// <param name="Score">Points; still right, since the lead is not due.</param>
/// <param name="Label">Null before the first rescoring.</param>
/// <param name="SilentSince">The last inbound message, or the person's earliest event.</param>
/// <param name="DueAt">The time of the next rescoring; null: never by itself.</param>
internal sealed record SettledLead(int Score, CustomerLabel? Label, LeadStage Stage, CustomerType? Type, DateTime SilentSince, DateTime? DueAt)
{
    /// <summary>
    /// Whether a rescoring under these thresholds, before the lead is due anyway, can find another label or stage. In doubt it
    /// returns true: it does not check locked fields or recent orders.
    /// </summary>
    public bool CanChangeUnder(ScoringThresholds thresholds) =>
        (Label is not null && LabelRule.Next(Label, Score, thresholds) != Label)
        || (Stage is LeadStage.Intake or LeadStage.Nurture && Score >= thresholds.Hot)
        || (Stage is LeadStage.Convert && Score <= thresholds.Warm - ScoringThresholds.Slack)
        || (MayBeLost && SilentSince.After(thresholds.LostAfter) is { } lost && (DueAt is null || lost < DueAt));

    private bool MayBeLost =>
        Stage is LeadStage.Intake or LeadStage.Nurture or LeadStage.Convert && Type is not (CustomerType.Vip or CustomerType.Returning);
}
