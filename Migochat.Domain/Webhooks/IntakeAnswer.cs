namespace Migochat.Webhooks;

/// <summary>What a delivery gets.</summary>
public enum IntakeAnswer
{
    /// <summary>Every event of it is in the file, for good. 200.</summary>
    Stored,

    /// <summary>No secret of ours signed these bytes, or not one for their object. 401.</summary>
    WrongSignature,

    /// <summary>Over 4 MiB. 413.</summary>
    TooLarge,

    /// <summary>Signed bytes that are not JSON, or are nested too deep. 400.</summary>
    NotJson,

    /// <summary>The client went away in the middle of the body. 400, to nobody.</summary>
    Incomplete,

    /// <summary>No app secret is configured, so nothing can be verified. 503.</summary>
    NotConfigured,

    /// <summary>More is in flight than we hold. 503, soon again.</summary>
    Busy,

    /// <summary>The database can't be written now; nothing of the delivery is stored. 503, soon again.</summary>
    Unavailable,
}
