using Migochat.Data;
using Migochat.People;

namespace Migochat.Leads;

/// <summary>The SQL behind a person's changes of a lead.</summary>
internal sealed class LeadEditStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _read = new(connection, """
        SELECT id, psid, lead_stage, last_stage_change, customer_label, customer_type, governorate, first_name, last_name,
               phone_number, locked, field_sources, converted_at
        FROM users WHERE id = @0
        """);

    private readonly Statement _write = new(connection, """
        UPDATE users SET lead_stage = @1, last_stage_change = @2, customer_label = @3, customer_type = @4, governorate = @5, first_name = @6,
                         last_name = @7, phone_number = @8, locked = @9, field_sources = @10, score_due_at = @11, search_text = @12, converted_at = @13
        WHERE id = @0
        """);

    private readonly Statement _record = new(connection, """
        INSERT INTO lead_activities (user_id, activity_type, old_value, new_value, reason, timestamp, automated, actor)
        VALUES (@0, @1, @2, @3, @4, @5, FALSE, @6) RETURNING id
        """);

    /// <summary>Reads only the columns that an edit needs; null if there is no such lead.</summary>
    public User? Read(long id)
    {
        using var row = _read.Query(id);
        if (!row.Read())
            return null;
        return new User
        {
            Id = row.Number(0),
            Psid = row.Text(1),
            LeadStage = EnumText.FromStored<LeadStage>(row.Text(2)),
            LastStageChange = row.Time(3),
            CustomerLabel = EnumText.FromStoredOrNull<CustomerLabel>(row.TextOrNull(4)),
            CustomerType = EnumText.FromStoredOrNull<CustomerType>(row.TextOrNull(5)),
            Governorate = EnumText.FromStoredOrNull<Governorate>(row.TextOrNull(6)),
            FirstName = row.TextOrNull(7),
            LastName = row.TextOrNull(8),
            PhoneNumber = row.TextOrNull(9),
            Locked = row.TextOrNull(10),
            FieldSources = row.TextOrNull(11),
            ConvertedAt = row.TimeOrNull(12),
        };
    }

    public void Write(User lead) => _write.Run(
        lead.Id,
        EnumText.Stored(lead.LeadStage),
        lead.LastStageChange,
        EnumText.StoredOrNull(lead.CustomerLabel),
        EnumText.StoredOrNull(lead.CustomerType),
        EnumText.StoredOrNull(lead.Governorate),
        lead.FirstName,
        lead.LastName,
        lead.PhoneNumber,
        lead.Locked,
        lead.FieldSources,
        lead.ScoreDueAt,
        SearchText.Of(lead.FirstName, lead.LastName, lead.PhoneNumber, lead.Psid),
        lead.ConvertedAt);

    /// <summary>Writes the line and gives it its id.</summary>
    public void Record(LeadActivity activity) => activity.Id = _record.RunForId(
        activity.UserId, activity.ActivityType, activity.OldValue, activity.NewValue, activity.Reason, activity.Timestamp, activity.Actor)!.Value;

    public void Dispose()
    {
        _read.Dispose();
        _write.Dispose();
        _record.Dispose();
    }
}
