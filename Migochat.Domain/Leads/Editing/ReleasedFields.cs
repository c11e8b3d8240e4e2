using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Leads;

/// <summary>The values that a lead's fields would have if staff had never set them.</summary>
/// <param name="Told">Name, phone and governorate, as events give them.</param>
/// <param name="Stage">Automation's last one; the rules go on from it at the next rescoring.</param>
/// <param name="StageSince">UTC.</param>
/// <param name="Type">The same of the type.</param>
internal sealed record ReleasedFields(Person Told, LeadStage Stage, DateTime StageSince, CustomerType? Type)
{
    /// <summary>Reads them in the transaction of an edit. Writes nothing.</summary>
    public static ReleasedFields Of(DatabaseConnection connection, User lead)
    {
        using var persons = new PersonStore(connection);
        using var history = new MessageHistory(connection);
        using var audit = new ClaimAudit(connection);
        using var trail = new AutomaticTrail(connection);
        var (stage, since) = trail.Last(lead.Id, "stage_change", LeadStage.Intake) ?? (lead.LeadStage, null);
        var type = trail.Last(lead.Id, "type_change", CustomerType.New)?.Value ?? lead.CustomerType;
        return new ReleasedFields(new TextClaims(persons, history, audit).WithoutStaff(lead.Id), stage, since ?? lead.LastStageChange, type);
    }
}

/// <summary>Reads from the audit trail which value of a field automation set last.</summary>
internal sealed class AutomaticTrail(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _lines = new(connection, """
        SELECT old_value, new_value, automated, timestamp FROM lead_activities WHERE user_id = @0 AND activity_type = @1 ORDER BY timestamp, id
        """);

    /// <param name="userId">The lead.</param>
    /// <param name="activityType">The field's lines.</param>
    /// <param name="first">Automation's first value, which no line tells.</param>
    /// <returns>The last automatic change with its time (UTC), else the value before staff's first one; null if the field never changed.</returns>
    public (T Value, DateTime? At)? Last<T>(long userId, string activityType, T first) where T : struct, Enum
    {
        using var row = _lines.Query(userId, activityType);
        (T, DateTime?)? last = null;
        while (row.Read())
        {
            if (row.Truth(2) && row.TextOrNull(1) is { } given && EnumText.TryFromWire<T>(given, out var value))
                last = (value, row.Time(3));
            else if (last is null)
                last = (row.TextOrNull(0) is { } old && EnumText.TryFromWire<T>(old, out var before) ? before : first, null);
        }

        return last;
    }

    public void Dispose() => _lines.Dispose();
}
