namespace Migochat.Settings;

/// <summary>A setting whose value is never shown.</summary>
/// <param name="IsSet">Whether a value holds.</param>
/// <param name="Hint">See <see cref="SecretHint"/>; null: nothing may be shown.</param>
public sealed record SensitiveSettingItem(
    string Key,
    string Category,
    string Description,
    string Rule,
    SettingSource Source,
    SettingSource? Ignored,
    LastSettingChange? LastChange,
    bool IsSet,
    string? Hint)
    : SettingItem(Key, Category, Description, Rule, Sensitive: true, Source, Ignored, LastChange);
