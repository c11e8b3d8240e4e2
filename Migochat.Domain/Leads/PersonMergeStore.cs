using Microsoft.Data.Sqlite;
using Migochat.Data;

namespace Migochat.Leads;

/// <summary>The prepared SQL that brings two persons' rows under one.</summary>
internal sealed class PersonMergeStore(SqliteConnection connection, PersonMemory memory) : IDisposable
{
    private readonly Statement[] _move =
    [
        new(connection, "UPDATE messages SET user_id = @0 WHERE user_id = @1"),
        new(connection, "UPDATE referrals SET user_id = @0 WHERE user_id = @1"),
        new(connection, "UPDATE lead_activities SET user_id = @0 WHERE user_id = @1"),
        new(connection, "UPDATE user_identities SET user_id = @0 WHERE user_id = @1"),
        new(connection, "UPDATE conversations SET user_id = @0, is_active = 0 WHERE user_id = @1"),
    ];

    private readonly Statement _read = new(connection, """
        SELECT lead_stage, last_stage_change, customer_label, customer_type, governorate, phone_number, profile_pic, locked
        FROM users WHERE id = @0
        """);

    private readonly Statement _write = new(connection, """
        UPDATE users SET lead_stage = @1, last_stage_change = @2, customer_label = @3, customer_type = @4, governorate = @5,
                         phone_number = @6, profile_pic = @7, locked = @8
        WHERE id = @0
        """);

    private readonly Statement _remove = new(connection, "DELETE FROM users WHERE id = @0");

    private readonly Statement _record = new(connection, """
        INSERT INTO lead_activities (user_id, activity_type, old_value, new_value, reason, timestamp, automated)
        VALUES (@0, 'merge', @1, @2, @3, @4, 1)
        """);

    public LeadFields Read(long userId)
    {
        using var row = _read.Query(userId);
        if (!row.Read())
            throw new InvalidOperationException($"Person {userId} was just found and is not there.");
        return new LeadFields
        {
            Stage = row.Text(0),
            LastStageChange = row.Text(1),
            Label = row.TextOrNull(2),
            Type = row.TextOrNull(3),
            Governorate = row.TextOrNull(4),
            Phone = row.TextOrNull(5),
            ProfilePic = row.TextOrNull(6),
            Locked = row.TextOrNull(7)?.Split(',') ?? [],
        };
    }

    public void Write(long userId, LeadFields fields)
    {
        memory.Forget(userId);
        _write.Run(
            userId, fields.Stage, fields.LastStageChange, fields.Label, fields.Type, fields.Governorate, fields.Phone, fields.ProfilePic,
            fields.Locked.Count == 0 ? null : string.Join(',', fields.Locked));
    }

    /// <summary>Brings all rows that name one person under the other, and removes the empty person.</summary>
    public void Move(long keptId, long otherId)
    {
        memory.Clear();
        foreach (var statement in _move)
            statement.Run(keptId, otherId);
        _remove.Run(otherId);
    }

    public void Record(long keptId, long otherId, string reason, DateTime now) =>
        _record.Run(keptId, $"lead {otherId}", $"lead {keptId}", reason, now);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[.. _move, _read, _write, _remove, _record])
            statement.Dispose();
    }
}
