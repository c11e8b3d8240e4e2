using Microsoft.Data.Sqlite;
using Migochat.Data;

namespace Migochat.Leads;

/// <summary>The intake's prepared SQL for a filled-in lead form: its line in the audit trail, and that its answers are to be fetched.</summary>
internal sealed class LeadFormStore(SqliteConnection connection) : IDisposable
{
    private readonly Statement _fetch = new(connection, """
        INSERT INTO fetches (kind, target, due_at) VALUES ('lead_form', @0, @1) ON CONFLICT (kind, target) DO NOTHING
        """);

    private readonly Statement _record = new(connection, """
        INSERT INTO lead_activities (user_id, activity_type, new_value, reason, timestamp, automated)
        VALUES (@0, 'lead_received', @1, 'a lead form was filled in', @2, 1)
        """);

    /// <param name="userId">Whose form it is.</param>
    /// <param name="leadgenId">Meta's id of the answers.</param>
    /// <param name="time">When it was filled in, UTC.</param>
    public void Add(long userId, string leadgenId, DateTime time)
    {
        _fetch.Run(leadgenId, time);
        _record.Run(userId, leadgenId, time);
    }

    public void Dispose()
    {
        _fetch.Dispose();
        _record.Dispose();
    }
}
