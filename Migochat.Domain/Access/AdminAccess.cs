using Migochat.Settings;

namespace Migochat.Access;

/// <summary>Checks whether a caller may use the operators' routes: settings, dead letters, erasure, export.</summary>
public sealed class AdminAccess(SettingsReader settings)
{
    /// <summary>The header that the key comes in.</summary>
    public const string Header = "X-Admin-Key";

    /// <summary>Compares with every configured <c>admin_key</c>, in constant time.</summary>
    /// <param name="key">The header's value, if there is one.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async ValueTask<AdminAnswer> AskAsync(string? key, CancellationToken cancellationToken)
    {
        var keys = (await settings.CurrentAsync(cancellationToken)).AdminKeys;
        if (SecretText.IsOneOf(key, keys))
            return AdminAnswer.Allowed;
        if (!settings.Knows(SettingKeys.AdminKey))
            return AdminAnswer.Unknown;
        return keys.Count == 0 ? AdminAnswer.NotConfigured : AdminAnswer.WrongKey;
    }
}

/// <summary>The result of <see cref="AdminAccess"/>.</summary>
public enum AdminAnswer
{
    Allowed,

    /// <summary>The key is missing or wrong. 401.</summary>
    WrongKey,

    /// <summary>The key is not a known one, but a source that may have it was never read. 503.</summary>
    Unknown,

    /// <summary>No <c>admin_key</c> is configured, so nobody is allowed. 403.</summary>
    NotConfigured,
}
