using System.Globalization;
using Migochat.Leads;
using Migochat.Scoring;
using Migochat.Webhooks;

namespace Migochat.Settings;

/// <summary>The settings as they were at one moment. Empty values count as missing.</summary>
public sealed class SettingsSnapshot
{
    private readonly Dictionary<string, string> _values;

    /// <param name="values">By key of the catalogue; other keys are kept too and never asked for.</param>
    public SettingsSnapshot(IReadOnlyDictionary<string, string> values)
    {
        _values = new Dictionary<string, string>(values, StringComparer.Ordinal);
        AppSecrets = AppSecrets.From(this);
        VerifyTokens = [.. List(SettingKeys.FbVerifyToken), .. List(SettingKeys.WhatsAppVerifyToken)];
        AdminKeys = List(SettingKeys.AdminKey);
        OurAccounts = new OurAccounts(List(SettingKeys.FbPageIds), List(SettingKeys.InstagramAccountIds), List(SettingKeys.WhatsAppPhoneNumberIds));
        PersonTerms = new PersonTerms(
            TimeSpan.FromHours(Number(SettingKeys.ConversationIdleHours)),
            TimeSpan.FromDays(Number(SettingKeys.UserInactiveAfterDays)));
        ScoringTerms = TermsOfScoring();
        Retention = Value(SettingKeys.RetentionDays) is null ? null : DaysOfRetention();
    }

    public AppSecrets AppSecrets { get; }
    public IReadOnlyList<string> VerifyTokens { get; }
    public IReadOnlyList<string> AdminKeys { get; }
    public OurAccounts OurAccounts { get; }
    public PersonTerms PersonTerms { get; }
    public ScoringTerms ScoringTerms { get; }

    /// <summary>How long texts are kept; null: for ever.</summary>
    public TimeSpan? Retention { get; }

    /// <summary>Keys whose values can't be used; their defaults hold.</summary>
    public IReadOnlyList<string> Unusable { get; private set; } = [];

    /// <summary>The value, else the catalogue's default, else null.</summary>
    public string? Value(string key)
    {
        var value = _values.GetValueOrDefault(key);
        return string.IsNullOrWhiteSpace(value) ? SettingCatalogue.Find(key)?.Default : value.Trim();
    }

    /// <summary>The parts of a comma-separated value, trimmed, empty ones left out.</summary>
    public IReadOnlyList<string> List(string key) =>
        SecretText.Parts(Value(key));

    /// <summary>A positive number; what is not one counts as missing.</summary>
    public double Number(string key)
    {
        if (double.TryParse(Value(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && number < 100_000)
            return number;
        return double.Parse(SettingCatalogue.Find(key)!.Default!, CultureInfo.InvariantCulture);
    }

    private ScoringTerms TermsOfScoring()
    {
        var (hot, warm, lost) = (Whole(SettingKeys.LeadScoringThreshold), Whole(SettingKeys.LeadWarmThreshold), Whole(SettingKeys.LeadLostAfterDays));
        var terms = new ScoringTerms(hot, warm, TimeSpan.FromDays(lost));
        if (terms.IsSound)
            return terms;
        // Two bounds that can't hold together: which of them is meant nobody knows.
        Unusable = [.. Unusable.Union([SettingKeys.LeadScoringThreshold, SettingKeys.LeadWarmThreshold], StringComparer.Ordinal)];
        return terms with { Hot = DefaultOf(SettingKeys.LeadScoringThreshold), Warm = DefaultOf(SettingKeys.LeadWarmThreshold) };
    }

    private TimeSpan? DaysOfRetention() => WholeOrNull(SettingKeys.RetentionDays) is { } days ? TimeSpan.FromDays(days) : null;

    private int Whole(string key) => WholeOrNull(key) ?? DefaultOf(key);

    /// <summary>A whole number of points or days; null where the value is something else, which is noted.</summary>
    private int? WholeOrNull(string key)
    {
        if (int.TryParse(Value(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000)
            return number;
        Unusable = [.. Unusable, key];
        return null;
    }

    private static int DefaultOf(string key) => int.Parse(SettingCatalogue.Find(key)!.Default!, CultureInfo.InvariantCulture);
}
