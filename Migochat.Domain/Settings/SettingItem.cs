using System.Text.Json.Serialization;

namespace Migochat.Settings;

/// <summary>A setting as it is shown.</summary>
/// <param name="Rule">Which values it takes.</param>
/// <param name="Source">Where the value comes from that holds.</param>
/// <param name="Ignored">The source whose value breaks the rule, so that it does not hold; null where there is none.</param>
/// <param name="LastChange">Of its row in the database; null if it never had one.</param>
[JsonDerivedType(typeof(PlainSettingItem))]
[JsonDerivedType(typeof(SensitiveSettingItem))]
public abstract record SettingItem(
    string Key,
    string Category,
    string Description,
    string Rule,
    bool Sensitive,
    SettingSource Source,
    SettingSource? Ignored,
    LastSettingChange? LastChange)
{
    internal static SettingItem Of(KnownSetting setting, SettingsSnapshot snapshot, LastSettingChange? lastChange)
    {
        var (source, ignored) = (snapshot.Source(setting.Key), snapshot.Ignored(setting.Key));
        var value = snapshot.Value(setting.Key);
        return setting.IsSensitive
            ? new SensitiveSettingItem(
                setting.Key, setting.Category, setting.Description, setting.Rule.Sentence, source, ignored, lastChange,
                value is not null, SecretHint.Of(snapshot.List(setting.Key)))
            : new PlainSettingItem(
                setting.Key, setting.Category, setting.Description, setting.Rule.Sentence, source, ignored, lastChange, value, setting.Default);
    }
}
