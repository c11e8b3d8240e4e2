using Migochat.Data;

namespace Migochat.People;

/// <summary>The prepared SQL that records in the audit trail which fields a text has changed. Phones are masked.</summary>
internal sealed class ClaimAudit(DatabaseConnection connection) : IDisposable
{
    private const string Reason = "the customer's own text says so";

    private readonly Statement _add = new(connection, """
        INSERT INTO lead_activities (user_id, activity_type, old_value, new_value, reason, timestamp, automated)
        VALUES (@0, @1, @2, @3, @4, @5, TRUE)
        """, Statement.Nothing);

    // If texts of one day name several governorates, the line shows the last.
    private readonly Statement _correct = new(connection, """
        UPDATE lead_activities SET new_value = @2
        WHERE user_id = @0 AND activity_type = @1 AND automated = TRUE AND timestamp >= @3
        """, Statement.Nothing);

    public void Record(Person before, Person after, DateTime now)
    {
        if (after.Governorate != before.Governorate && _correct.Run(after.Id, "governorate_change", Wire(after.Governorate), now.Date) == 0)
            _add.Run(after.Id, "governorate_change", Wire(before.Governorate), Wire(after.Governorate), Reason, now);
        if (after.PhoneNumber != before.PhoneNumber)
            _add.Run(after.Id, "phone_change", Mask.Phone(before.PhoneNumber), Mask.Phone(after.PhoneNumber), Reason, now);
    }

    public void Dispose()
    {
        _add.Dispose();
        _correct.Dispose();
    }

    private static string? Wire(string? governorate) =>
        governorate is null ? null : EnumText.Wire(EnumText.FromStored<Governorate>(governorate));
}
