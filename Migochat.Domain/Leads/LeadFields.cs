namespace Migochat.Leads;

/// <summary>The fields of a lead that staff and automation decide, as a merge of two persons sees them.</summary>
internal sealed record LeadFields
{
    /// <summary>Stored enum names, as the database has them.</summary>
    public required string Stage { get; init; }

    public required string LastStageChange { get; init; }
    public string? Label { get; init; }
    public string? Type { get; init; }
    public string? Governorate { get; init; }
    public string? Phone { get; init; }
    public string? ProfilePic { get; init; }

    /// <summary>The names of <see cref="LockedField"/> that a person set.</summary>
    public required IReadOnlyList<string> Locked { get; init; }

    /// <summary>
    /// What people set wins over what nobody set; of two stages that people set, the newer. Otherwise the kept row's value
    /// stays, and fills itself from the other where it is empty.
    /// </summary>
    public static LeadFields Fold(LeadFields kept, LeadFields other)
    {
        var takesStage = other.Has(LockedField.Stage)
            && (!kept.Has(LockedField.Stage) || string.CompareOrdinal(other.LastStageChange, kept.LastStageChange) > 0);
        return kept with
        {
            Stage = takesStage ? other.Stage : kept.Stage,
            LastStageChange = takesStage ? other.LastStageChange : kept.LastStageChange,
            Label = Pick(LockedField.Label, fields => fields.Label),
            Type = Pick(LockedField.Type, fields => fields.Type),
            Governorate = Pick(LockedField.Governorate, fields => fields.Governorate),
            Phone = Pick(LockedField.Phone, fields => fields.Phone),
            ProfilePic = kept.ProfilePic ?? other.ProfilePic,
            Locked = [.. kept.Locked.Union(other.Locked, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };

        string? Pick(string field, Func<LeadFields, string?> value) =>
            other.Has(field) && !kept.Has(field) ? value(other) : value(kept) ?? (kept.Has(field) ? null : value(other));
    }

    private bool Has(string field) => Locked.Contains(field, StringComparer.Ordinal);
}
