namespace Migochat.Settings;

/// <summary>One change of a setting, never altered afterwards. Sensitive values are masked before they get here. Times are UTC.</summary>
public sealed class SettingChange
{
    public long Id { get; set; }
    public required string Key { get; set; }
    public string? OldValue { get; set; }
    public string? NewValue { get; set; }
    public required string Actor { get; set; }
    public DateTime ChangedAt { get; set; }
}
