using System.Text.Json.Serialization;

namespace Migochat.Settings;

/// <summary>A setting as it is shown.</summary>
/// <param name="Rule">The allowed values, in words.</param>
/// <param name="Source">The source of the effective value.</param>
/// <param name="Ignored">The source whose value breaks the rule and has no effect; null if there is none.</param>
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

/// <summary>A setting whose value may be shown.</summary>
/// <param name="Value">The effective value; null: nothing is set.</param>
/// <param name="Default">The value if no source has one.</param>
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
/// <param name="IsSet">Whether there is an effective value.</param>
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

/// <summary>The part of a secret that may be shown, so that people can recognise it. Pure.</summary>
internal static class SecretHint
{
    /// <summary>For a shorter secret the hint would reveal too much.</summary>
    public const int ShortestHinted = 16;

    private const int Shown = 4;

    /// <summary>
    /// The last 4 characters of a secret of 16 or more. In a list each secret has its own hint, since the last one may be too
    /// short: <c>…ab12, …</c> shows that there are two, and nothing of the second.
    /// </summary>
    /// <returns>Null if nothing may be shown.</returns>
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
