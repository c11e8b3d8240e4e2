using Migochat.Data;

namespace Migochat.People;

/// <summary>The intake's prepared SQL for a filled-in lead form: its line in the audit trail, and the task to fetch its answers.</summary>
internal sealed class LeadFormStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _fetch = new(connection, """
        INSERT INTO fetches (kind, target, due_at) VALUES ('lead_form', @0, @1)
        ON CONFLICT (kind, target) DO UPDATE SET due_at = excluded.due_at WHERE excluded.due_at < fetches.due_at
        """, Statement.Nothing);

    private readonly Statement _record = new(connection, """
        INSERT INTO lead_activities (user_id, activity_type, new_value, reason, timestamp, automated)
        SELECT @0, 'lead_received', @1, 'a lead form was filled in', @2, TRUE
        WHERE NOT EXISTS (SELECT 1 FROM lead_activities WHERE user_id = @0 AND activity_type = 'lead_received' AND new_value = @1)
        """, Statement.Nothing);

    private readonly Statement _correct = new(connection, """
        UPDATE lead_activities SET timestamp = @2
        WHERE user_id = @0 AND activity_type = 'lead_received' AND new_value = @1 AND timestamp > @2
        """, Statement.Nothing);

    /// <summary>Stores each form once; a copy with an earlier time corrects it.</summary>
    /// <param name="userId">The person that filled the form in.</param>
    /// <param name="leadgenId">Meta's id of the answers.</param>
    /// <param name="time">The time of the answers, UTC.</param>
    public void Add(long userId, string leadgenId, DateTime time)
    {
        _fetch.Run(leadgenId, time);
        if (_record.Run(userId, leadgenId, time) == 0)
            _correct.Run(userId, leadgenId, time);
    }

    public void Dispose()
    {
        _fetch.Dispose();
        _record.Dispose();
        _correct.Dispose();
    }
}
