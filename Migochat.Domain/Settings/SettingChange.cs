namespace Migochat.Settings;

/// <summary>One change of a setting, never altered afterwards: triggers see to it. Times are UTC.</summary>
public sealed class SettingChange
{
    public long Id { get; set; }
    public required string Key { get; set; }
    public SettingChangeKind Kind { get; set; }

    /// <summary>The row's before; null where there was none, and always of a sensitive setting.</summary>
    public string? OldValue { get; set; }

    /// <summary>The row's from then on; null where it was removed, and always of a sensitive setting.</summary>
    public string? NewValue { get; set; }

    public required string Actor { get; set; }
    public DateTime ChangedAt { get; set; }
}
