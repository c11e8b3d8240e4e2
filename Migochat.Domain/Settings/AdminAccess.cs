namespace Migochat.Settings;

/// <summary>Whether a caller may use what is for those who run the service: settings, dead letters, erasure, export.</summary>
public sealed class AdminAccess(SettingsReader settings)
{
    /// <summary>The header that the key comes in.</summary>
    public const string Header = "X-Admin-Key";

    /// <summary>Compares with every configured <c>admin_key</c>, in constant time.</summary>
    /// <param name="key">The header's value, if it came.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async ValueTask<AdminAnswer> AskAsync(string? key, CancellationToken cancellationToken)
    {
        var keys = (await settings.CurrentAsync(cancellationToken)).AdminKeys;
        if (keys.Count == 0)
            return AdminAnswer.NotConfigured;
        return SecretText.IsOneOf(key, keys) ? AdminAnswer.Allowed : AdminAnswer.WrongKey;
    }
}
