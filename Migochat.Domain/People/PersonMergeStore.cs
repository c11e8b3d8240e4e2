using Migochat.Data;

namespace Migochat.People;

/// <summary>The prepared SQL that moves one person's rows to another.</summary>
internal sealed class PersonMergeStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement[] _move =
    [
        new(connection, "UPDATE messages SET user_id = @0 WHERE user_id = @1"),
        new(connection, "UPDATE referrals SET user_id = @0 WHERE user_id = @1"),
        new(connection, "UPDATE outbox SET user_id = @0 WHERE user_id = @1"),
        new(connection, "UPDATE lead_activities SET user_id = @0 WHERE user_id = @1"),
        new(connection, "UPDATE user_identities SET user_id = @0 WHERE user_id = @1"),
        new(connection, "UPDATE conversations SET user_id = @0, is_active = FALSE WHERE user_id = @1"),
    ];

    private readonly Statement _read = new(connection, """
        SELECT lead_stage, last_stage_change, customer_label, customer_type, governorate, phone_number, profile_pic, locked, converted_at
        FROM users WHERE id = @0
        """);

    private readonly Statement _write = new(connection, """
        UPDATE users SET lead_stage = @1, last_stage_change = @2, customer_label = @3, customer_type = @4, governorate = @5,
                         phone_number = @6, profile_pic = @7, locked = @8, converted_at = @9
        WHERE id = @0
        """);

    private readonly Statement _remove = new(connection, "DELETE FROM users WHERE id = @0");

    private readonly Statement _record = new(connection, """
        INSERT INTO lead_activities (user_id, activity_type, old_value, new_value, reason, timestamp, automated)
        VALUES (@0, 'merge', @1, @2, @3, @4, TRUE)
        """);

    public LeadFields Read(long userId)
    {
        using var row = _read.Query(userId);
        if (!row.Read())
            throw new InvalidOperationException($"Person {userId} was just found and is not there.");
        return new LeadFields
        {
            Stage = row.Text(0),
            LastStageChange = row.Time(1),
            Label = row.TextOrNull(2),
            Type = row.TextOrNull(3),
            Governorate = row.TextOrNull(4),
            Phone = row.TextOrNull(5),
            ProfilePic = row.TextOrNull(6),
            Locked = row.TextOrNull(7)?.Split(',') ?? [],
            ConvertedAt = row.TimeOrNull(8),
        };
    }

    public void Write(long userId, LeadFields fields)
    {
        _write.Run(
            userId, fields.Stage, fields.LastStageChange, fields.Label, fields.Type, fields.Governorate, fields.Phone, fields.ProfilePic,
            fields.Locked.Count == 0 ? null : string.Join(',', fields.Locked), fields.ConvertedAt);
    }

    /// <summary>Moves all rows of the other person to the kept one, and removes the other.</summary>
    public void Move(long keptId, long otherId)
    {
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

/// <summary>The fields of a lead that staff and automation set, for a merge of two persons.</summary>
internal sealed record LeadFields
{
    /// <summary>Stored enum names, as the database has them.</summary>
    public required string Stage { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime LastStageChange { get; init; }
    public string? Label { get; init; }
    public string? Type { get; init; }
    public string? Governorate { get; init; }
    public string? Phone { get; init; }
    public string? ProfilePic { get; init; }

    /// <summary>When the lead first reached stage convert, UTC.</summary>
    public DateTime? ConvertedAt { get; init; }

    /// <summary>The names of <see cref="LockedField"/> that a person set.</summary>
    public required IReadOnlyList<string> Locked { get; init; }

    /// <summary>
    /// A value that a person set wins over one that automation set; of two stages that people set, the newer wins. Otherwise the
    /// kept row's value stays, and an empty one is filled from the other row.
    /// </summary>
    public static LeadFields Fold(LeadFields kept, LeadFields other)
    {
        var takesStage = other.Has(LockedField.Stage)
            && (!kept.Has(LockedField.Stage) || other.LastStageChange > kept.LastStageChange);
        return kept with
        {
            Stage = takesStage ? other.Stage : kept.Stage,
            LastStageChange = takesStage ? other.LastStageChange : kept.LastStageChange,
            Label = Pick(LockedField.Label, fields => fields.Label),
            Type = Pick(LockedField.Type, fields => fields.Type),
            Governorate = Pick(LockedField.Governorate, fields => fields.Governorate),
            Phone = Pick(LockedField.Phone, fields => fields.Phone),
            ProfilePic = kept.ProfilePic ?? other.ProfilePic,
            ConvertedAt = Moment.Earlier(kept.ConvertedAt, other.ConvertedAt),
            Locked = [.. kept.Locked.Union(other.Locked, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };

        string? Pick(string field, Func<LeadFields, string?> value) =>
            other.Has(field) && !kept.Has(field) ? value(other) : value(kept) ?? (kept.Has(field) ? null : value(other));
    }

    private bool Has(string field) => Locked.Contains(field, StringComparer.Ordinal);
}
