namespace Migochat.Settings;

/// <summary>What <see cref="AdminAccess"/> says.</summary>
public enum AdminAnswer
{
    Allowed,

    /// <summary>The key is missing or none of ours. 401.</summary>
    WrongKey,

    /// <summary>No <c>admin_key</c> is configured, so nobody may. 403.</summary>
    NotConfigured,
}
