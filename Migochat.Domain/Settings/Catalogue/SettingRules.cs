using System.Globalization;
using Migochat.Data;

namespace Migochat.Settings;

/// <summary>The rules of the catalogue. Pure.</summary>
internal static class SettingRules
{
    private const int LongestDays = 3650;
    private const int LeastDays = 30;
    private const int LongestHours = 8760;
    private const int LongestText = 4096;
    private const int LongestAddress = 2048;
    private const int LongestId = 30;
    private const int HighestVersion = 999;
    private const decimal HighestRate = 1000;
    private const int MostDecimals = 6;

    public static SettingRule Hot { get; } = new(
        $"A whole number from {ScoringThresholds.LowestWarm + ScoringThresholds.LeastBetween} to {ScoringThresholds.HighestScore}, at least {ScoringThresholds.LeastBetween} above lead_warm_threshold.",
        text => IsWhole(text, ScoringThresholds.LowestWarm + ScoringThresholds.LeastBetween, ScoringThresholds.HighestScore));

    public static SettingRule Warm { get; } = new(
        $"A whole number from {ScoringThresholds.LowestWarm} to {ScoringThresholds.HighestScore - ScoringThresholds.LeastBetween}, at least {ScoringThresholds.LeastBetween} below lead_scoring_threshold.",
        text => IsWhole(text, ScoringThresholds.LowestWarm, ScoringThresholds.HighestScore - ScoringThresholds.LeastBetween));

    public static SettingRule Days { get; } = new($"A whole number of days from 1 to {LongestDays}.", text => IsWhole(text, 1, LongestDays));

    /// <summary>A retention so short that it is more likely a mistake: it removes nearly all texts in the next night.</summary>
    public static SettingRule ShortRetention { get; } = new(
        $"With fewer than {LeastDays} days the next night removes nearly all texts for good. GET /api/privacy/purge counts them. If that is meant, send \"confirm\": true too.",
        text => IsWhole(text, 1, LeastDays - 1));

    public static SettingRule Hours { get; } = new($"A whole number of hours from 1 to {LongestHours}.", text => IsWhole(text, 1, LongestHours));

    public static SettingRule JoinSeconds { get; } = new("A whole number of seconds from 0 to 30; 0 joins nothing.", text => IsWhole(text, 0, 30));

    public static SettingRule PerSecond { get; } = new("A whole number from 1 to 1000.", text => IsWhole(text, 1, 1000));

    public static SettingRule Rate { get; } = new("An amount from 0 to 1000 with a point and up to six decimals, such as 0.18.", text => RateOf(text) is not null);

    public static SettingRule Truth { get; } = new("true or false.", text => text is "true" or "false");

    public static SettingRule Version { get; } = new("A version of the Graph API such as v26.0.", IsVersion);

    public static SettingRule Id { get; } = new($"An id of 1 to {LongestId} digits.", text => text.Length <= LongestId && text.All(char.IsAsciiDigit));

    public static SettingRule Ids { get; } = new(
        $"Ids of 1 to {LongestId} digits, separated by commas; {LongestText} characters at most.",
        text => text.Length <= LongestText && Parts(text) is { Length: > 0 } ids && ids.All(id => id.Length <= LongestId && id.All(char.IsAsciiDigit)));

    public static SettingRule Address { get; } = new(
        $"An absolute https address such as https://shop.example, without a user, a query or a fragment, {LongestAddress} characters at most; http only for this machine itself.",
        IsAddress);

    public static SettingRule Secret { get; } = new(
        $"1 to {LongestText} characters, without control characters.",
        IsSecret);

    public static SettingRule Secrets { get; } = new(
        $"One secret or several separated by commas; {LongestText} characters at most, without control characters.",
        text => text.Length <= LongestText && Parts(text) is { Length: > 0 } secrets && secrets.All(IsSecret));

    /// <summary>Null for a text that breaks the rule <see cref="Rate"/>.</summary>
    public static decimal? RateOf(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate <= HighestRate && rate.Scale <= MostDecimals ? rate : null;

    private static bool IsWhole(string text, int least, int most) =>
        WholeNumber.TryParse(text, NumberStyles.None, out var number) && number >= least && number <= most;

    private static bool IsVersion(string text) =>
        text.Split('.') is [['v', .. var major], var minor] && IsWhole(major, 1, HighestVersion) && IsWhole(minor, 0, HighestVersion);

    private static bool IsSecret(string text) => text.Length is > 0 and <= LongestText && !text.Any(char.IsControl);

    private static bool IsAddress(string text) =>
        text.Length <= LongestAddress
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.IsWellFormedOriginalString()
        && (HasScheme(text, Uri.UriSchemeHttps) || (HasScheme(text, Uri.UriSchemeHttp) && address.IsLoopback))
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;

    private static bool HasScheme(string text, string scheme) => text.StartsWith($"{scheme}://", StringComparison.OrdinalIgnoreCase);

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
