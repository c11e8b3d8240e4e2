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

/// <summary>What may be shown of a secret, so that people can tell which one is set. Pure.</summary>
internal static class SecretHint
{
    /// <summary>Shorter ones would lose too much.</summary>
    public const int ShortestHinted = 16;

    private const int Shown = 4;

    /// <summary>
    /// The last 4 characters of a secret of 16 or more. Of a list, each is judged by itself, since the end of the list may be a
    /// short secret: <c>…ab12, …</c> tells that there are two, and nothing of the second.
    /// </summary>
    /// <returns>Null if there is nothing to show.</returns>
    public static string? Of(IReadOnlyList<string> secrets) =>
        secrets.Any(secret => secret.Length >= ShortestHinted) ? string.Join(", ", secrets.Select(End)) : null;

    private static string End(string secret)
    {
        if (secret.Length < ShortestHinted)
            return "…";
        var start = secret.Length - Shown;
        return "…" + secret[(char.IsLowSurrogate(secret[start]) ? start + 1 : start)..];
    }
}
