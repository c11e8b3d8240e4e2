namespace Migochat.Privacy;

/// <summary>What became of a privacy callback.</summary>
public enum CallbackAnswer
{
    /// <summary>It was done, now or before.</summary>
    Done,

    /// <summary>No signed request. 400.</summary>
    Malformed,

    /// <summary>None of our secrets signed it. 401.</summary>
    WrongSignature,

    /// <summary>No <c>fb_app_secret</c> is configured, so that nothing can be verified. 503.</summary>
    NotConfigured,

    /// <summary>No <c>public_base_url</c> is configured, so that the person could not be told where to follow it; nothing was done. 503.</summary>
    NoPublicAddress,
}
