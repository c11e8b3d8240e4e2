namespace Migochat.Settings;

/// <summary>The addresses, the version and the tokens for calls to Meta's Graph API.</summary>
/// <param name="BaseUrl">Without a slash at its end.</param>
/// <param name="InstagramBaseUrl">The address for Instagram accounts with their own login, without a slash at its end.</param>
/// <param name="Version">Such as <c>v26.0</c>.</param>
/// <param name="PageTokens">Tokens of pages, also for the Instagram account linked with a page.</param>
/// <param name="InstagramTokens">Tokens of Instagram accounts with their own login.</param>
/// <param name="WhatsAppTokens">Tokens for phone numbers.</param>
/// <param name="AdsTokens">Tokens that may read ads; empty: the account's own token is used.</param>
/// <param name="AppSecrets">The secrets of the app that issued the page tokens.</param>
/// <param name="AppId">The id of that app; null: not set.</param>
public sealed record GraphSettings(
    string BaseUrl,
    string InstagramBaseUrl,
    string Version,
    AccessTokens PageTokens,
    AccessTokens InstagramTokens,
    AccessTokens WhatsAppTokens,
    IReadOnlyList<string> AdsTokens,
    IReadOnlyList<string> AppSecrets,
    string? AppId)
{
    public static GraphSettings From(SettingsSnapshot settings) => new(
        settings.Value(SettingKeys.GraphBaseUrl)!.TrimEnd('/'),
        settings.Value(SettingKeys.InstagramBaseUrl)!.TrimEnd('/'),
        settings.Value(SettingKeys.GraphVersion)!,
        AccessTokens.From(settings.List(SettingKeys.FbPageAccessToken)),
        AccessTokens.From(settings.List(SettingKeys.InstagramAccessToken)),
        AccessTokens.From(settings.List(SettingKeys.WhatsAppAccessToken)),
        settings.List(SettingKeys.AdsAccessToken),
        settings.List(SettingKeys.FbAppSecret),
        settings.Value(SettingKeys.FbAppId));
}

/// <summary>The tokens of one setting: <c>ACCOUNT_ID:TOKEN</c> for one account, or only a token for every account without its own.</summary>
public sealed class AccessTokens
{
    private const int LongestId = 30;

    private readonly List<(string? Account, string Token)> _tokens = [];

    /// <param name="parts">The parts of the setting's value.</param>
    public static AccessTokens From(IEnumerable<string> parts)
    {
        var tokens = new AccessTokens();
        foreach (var part in parts)
            tokens._tokens.Add(Split(part));
        return tokens;
    }

    /// <summary>All tokens with their accounts, each pair once; without an account it is for every account.</summary>
    public IReadOnlyList<(string? Account, string Token)> Pairs => [.. _tokens.Distinct()];

    /// <summary>All tokens, each once.</summary>
    public IEnumerable<string> All => _tokens.Select(token => token.Token).Distinct(StringComparer.Ordinal);

    /// <summary>The accounts with tokens of their own.</summary>
    public IEnumerable<string> Accounts => _tokens.Select(token => token.Account).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The account's own tokens in their order; without any, the tokens for every account.</summary>
    public IReadOnlyList<string> For(string account)
    {
        var own = Of(account);
        return own.Count > 0 ? own : Of(null);
    }

    private List<string> Of(string? account) =>
        [.. _tokens.Where(token => string.Equals(token.Account, account, StringComparison.Ordinal)).Select(token => token.Token)];

    private static (string? Account, string Token) Split(string part)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        return colon is > 0 and <= LongestId && part[..colon].All(char.IsAsciiDigit) && colon < part.Length - 1
            ? (part[..colon], part[(colon + 1)..].Trim())
            : (null, part);
    }
}
