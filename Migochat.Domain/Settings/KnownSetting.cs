namespace Migochat.Settings;

/// <summary>A setting that Migochat knows.</summary>
/// <param name="Key">Lower-case with underscores; the app setting or environment variable has the same name.</param>
/// <param name="Category"><c>facebook</c>, <c>instagram</c>, <c>whatsapp</c>, <c>ai</c>, <c>leads</c> or <c>system</c>.</param>
/// <param name="IsSensitive">Never shown, logged or audited.</param>
/// <param name="Default">Used where no source has a value.</param>
/// <param name="Rule">A value that breaks it is refused; found in a source, it counts as missing, unless it <see cref="HoldsAnyway"/>.</param>
/// <param name="Description">For the shop's staff.</param>
public sealed record KnownSetting(string Key, string Category, bool IsSensitive, string? Default, SettingRule Rule, string Description)
{
    /// <summary>True where a missing value means "all": a slip of the pen in a list must not let in everybody.</summary>
    public bool HoldsAnyway { get; init; }
}
