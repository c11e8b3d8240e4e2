namespace Migochat.Settings;

/// <summary>A setting that may be seen.</summary>
/// <param name="Value">What holds; null: nothing is set.</param>
/// <param name="Default">What holds where no source has a value.</param>
public sealed record PlainSettingItem(
    string Key,
    string Category,
    string Description,
    string Rule,
    SettingSource Source,
    SettingSource? Ignored,
    LastSettingChange? LastChange,
    string? Value,
    string? Default)
    : SettingItem(Key, Category, Description, Rule, Sensitive: false, Source, Ignored, LastChange);
