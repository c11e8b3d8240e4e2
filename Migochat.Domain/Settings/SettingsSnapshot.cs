using System.Globalization;

namespace Migochat.Settings;

/// <summary>The settings at one time. Empty values and those that break their rule count as missing.</summary>
public sealed class SettingsSnapshot
{
    private readonly Dictionary<string, SettingValue> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SettingSource> _ignored = new(StringComparer.Ordinal);
    private readonly List<string> _unusable = [];

    /// <param name="values">By key of the catalogue; other keys are ignored.</param>
    public SettingsSnapshot(IReadOnlyDictionary<string, SettingValue> values)
    {
        foreach (var setting in SettingCatalogue.All)
        {
            if (values.GetValueOrDefault(setting.Key) is { } value && !string.IsNullOrWhiteSpace(value.Text))
                Take(setting, value with { Text = value.Text.Trim() });
        }

        AppSecrets = AppSecrets.From(this);
        VerifyTokens = [.. List(SettingKeys.FbVerifyToken), .. List(SettingKeys.WhatsAppVerifyToken)];
        AdminKeys = List(SettingKeys.AdminKey);
        OurAccounts = new OurAccounts(List(SettingKeys.FbPageIds), List(SettingKeys.InstagramAccountIds), List(SettingKeys.WhatsAppPhoneNumberIds));
        IntakeSettings = new IntakeSettings(
            TimeSpan.FromHours(Whole(SettingKeys.ConversationIdleHours)),
            TimeSpan.FromDays(Whole(SettingKeys.UserInactiveAfterDays)),
            Value(SettingKeys.CourtesyWaits) == "true");
        Graph = GraphSettings.From(this);
        Replies = new ReplySettings(
            Value(SettingKeys.HumanAgent) == "true",
            TimeSpan.FromSeconds(Whole(SettingKeys.ReplyJoinSeconds)),
            Whole(SettingKeys.RepliesPerSecond),
            new WhatsAppRates(Rate(SettingKeys.WhatsAppRate), Rate(SettingKeys.WhatsAppMarketingRate)));
        ScoringThresholds = ValidThresholds();
        Retention = Value(SettingKeys.RetentionDays) is null ? null : TimeSpan.FromDays(Whole(SettingKeys.RetentionDays));
    }

    public AppSecrets AppSecrets { get; }
    public IReadOnlyList<string> VerifyTokens { get; }
    public IReadOnlyList<string> AdminKeys { get; }
    public OurAccounts OurAccounts { get; }
    public IntakeSettings IntakeSettings { get; }
    public GraphSettings Graph { get; }
    public ReplySettings Replies { get; }
    public ScoringThresholds ScoringThresholds { get; }

    /// <summary>The retention of texts; null: without end.</summary>
    public TimeSpan? Retention { get; }

    /// <summary>The intake's settings for an event that is stored at this time, UTC.</summary>
    public IntakeSettings IntakeSettingsAt(DateTime now) => Retention is { } kept ? IntakeSettings with { KeptSince = now - kept } : IntakeSettings;

    /// <summary>Keys whose values break their rule. Their defaults apply, except for settings that <see cref="KnownSetting.HoldsAnyway"/>.</summary>
    public IReadOnlyList<string> Unusable => _unusable;

    /// <summary>The value, else the catalogue's default, else null.</summary>
    public string? Value(string key) => _values.GetValueOrDefault(key)?.Text ?? SettingCatalogue.Find(key)?.Default;

    /// <summary>The source of the value.</summary>
    public SettingSource Source(string key) => _values.GetValueOrDefault(key)?.Source ?? SettingSource.Default;

    /// <summary>The source whose value breaks the rule and has no effect; null if there is none.</summary>
    public SettingSource? Ignored(string key) => _ignored.TryGetValue(key, out var source) ? source : null;

    /// <summary>The parts of a comma-separated value, trimmed, empty ones left out.</summary>
    public IReadOnlyList<string> List(string key) =>
        SecretText.Parts(Value(key));

    private void Take(KnownSetting setting, SettingValue value)
    {
        var isUsable = setting.Rule.Accepts(value.Text);
        if (!isUsable)
            _unusable.Add(setting.Key);
        if (isUsable || setting.HoldsAnyway)
            _values[setting.Key] = value;
        else
            _ignored[setting.Key] = value.Source;
    }

    private ScoringThresholds ValidThresholds()
    {
        if (Thresholds() is { IsSound: true } thresholds)
            return thresholds;
        // The two thresholds contradict each other, and it is unknown which one is wrong.
        foreach (var key in (string[])[SettingKeys.LeadScoringThreshold, SettingKeys.LeadWarmThreshold])
        {
            if (!_unusable.Contains(key, StringComparer.Ordinal))
                _unusable.Add(key);
            if (_values.Remove(key, out var value))
                _ignored[key] = value.Source;
        }

        return Thresholds();
    }

    private ScoringThresholds Thresholds() => new(
        Whole(SettingKeys.LeadScoringThreshold), Whole(SettingKeys.LeadWarmThreshold), TimeSpan.FromDays(Whole(SettingKeys.LeadLostAfterDays)));

    private decimal? Rate(string key) => Value(key) is { } text ? SettingRules.RateOf(text) : null;

    private int Whole(string key) => int.Parse(Value(key)!, CultureInfo.InvariantCulture);
}

/// <summary>A setting's value as its source gave it, with the source.</summary>
/// <param name="Text">Neither empty nor white space alone.</param>
/// <param name="Source">Never <see cref="SettingSource.Default"/>.</param>
public sealed record SettingValue(string Text, SettingSource Source);

/// <summary>The sources of a setting's value in their order: the first with a value counts.</summary>
public enum SettingSource
{
    /// <summary>A row of <c>app_settings</c>.</summary>
    Database,

    /// <summary>An app setting or environment variable of the same name.</summary>
    AppSetting,

    /// <summary>A secret of the same name, with dashes. Sensitive settings only.</summary>
    KeyVault,

    /// <summary>No source has a value, so the catalogue's default applies, if there is one.</summary>
    Default,
}
