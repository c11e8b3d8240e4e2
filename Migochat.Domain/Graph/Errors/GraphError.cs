namespace Migochat.Graph;

/// <summary>Why a call to the Graph API failed.</summary>
/// <param name="Kind">Decides what happens next.</param>
/// <param name="Code">Meta's code; null: no answer of Meta.</param>
/// <param name="Subcode">Meta's subcode, if there is one.</param>
/// <param name="Reason">For staff and the log: our own words, never Meta's text, which can quote the call.</param>
/// <param name="RetryAt">Not before this time; null: the caller decides.</param>
public sealed record GraphError(GraphErrorKind Kind, int? Code, int? Subcode, string Reason, DateTimeOffset? RetryAt = null);

/// <summary>The kinds of errors of the Graph API.</summary>
public enum GraphErrorKind
{
    /// <summary>The time in which the person may be written to is over.</summary>
    WindowClosed,

    /// <summary>The person blocked us, opted out or has no such account.</summary>
    NotReachable,

    /// <summary>Too many calls.</summary>
    RateLimited,

    /// <summary>Every token of the account is expired or revoked.</summary>
    TokenInvalid,

    /// <summary>A permission is missing, or Meta has restricted the account.</summary>
    NotPermitted,

    /// <summary>Meta does not know the id, or does not show it to us.</summary>
    NotFound,

    /// <summary>The call or its content is wrong.</summary>
    Malformed,

    /// <summary>Meta's API failed or could not be reached.</summary>
    Temporary,

    /// <summary>Meta refused the call with a code that we don't know.</summary>
    Unknown,
}
