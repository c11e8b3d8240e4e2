namespace Migochat.Settings;

/// <summary>A setting that the shop's staff changed; the first source the layered reader asks.</summary>
public sealed class AppSetting
{
    /// <summary>Who changed it where nobody is named.</summary>
    public const string Nobody = "admin";

    public long Id { get; set; }
    public required string Key { get; set; }
    public string? Value { get; set; }
    public string? Category { get; set; }
    public bool IsSensitive { get; set; }
    public string? Description { get; set; }
    public DateTime UpdatedAt { get; set; }
    public string UpdatedBy { get; set; } = Nobody;
}
