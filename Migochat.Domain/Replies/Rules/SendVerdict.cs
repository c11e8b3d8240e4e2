using Migochat.Data;
using Migochat.Graph;

namespace Migochat.Replies;

/// <summary>What becomes of a reply after a call that Meta did not accept. Pure; times are UTC.</summary>
/// <param name="State">Queued, uncertain or failed.</param>
/// <param name="Reason">In words.</param>
/// <param name="NextAttemptAt">Of a queued one.</param>
/// <param name="RestsAccount">True if the fault lies with the account or with Meta, so that other replies of the account wait too.</param>
internal sealed record SendVerdict(ReplyState State, string Reason, DateTime? NextAttemptAt = null, bool RestsAccount = false)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <param name="result">Any but <see cref="Accepted"/>.</param>
    /// <param name="attempts">Calls so far, this one included.</param>
    /// <param name="now">UTC.</param>
    /// <param name="deadline">No attempt at or after this time.</param>
    /// <param name="jitter">From 0 to 1, so that many do not try at the same moment.</param>
    public static SendVerdict Of(SendResult result, int attempts, DateTime now, DateTime? deadline, double jitter) => result switch
    {
        Unknown unknown => new(ReplyState.Uncertain, unknown.Reason),
        NoToken missing => Again($"No token is configured: set {missing.Setting}.", null, attempts, now, deadline, jitter, restsAccount: true),
        Refused { Error: var error } => OfError(error, attempts, now, deadline, jitter),
        _ => throw new ArgumentException($"{result.GetType().Name} needs no verdict.", nameof(result)),
    };

    private static SendVerdict OfError(GraphError error, int attempts, DateTime now, DateTime? deadline, double jitter) => error.Kind switch
    {
        GraphErrorKind.RateLimited => Again(error.Reason, error.RetryAt?.UtcDateTime, attempts, now, deadline, jitter, restsAccount: error.Code != PersonLimit),
        GraphErrorKind.Temporary or GraphErrorKind.TokenInvalid => Again(error.Reason, error.RetryAt?.UtcDateTime, attempts, now, deadline, jitter, restsAccount: true),
        _ => new(ReplyState.Failed, error.Reason),
    };

    // Too many messages to one person. Others are not concerned.
    private const int PersonLimit = 131056;

    private static SendVerdict Again(string reason, DateTime? retryAt, int attempts, DateTime now, DateTime? deadline, double jitter, bool restsAccount)
    {
        var next = Moment.Later(now + WaitAfter(attempts, jitter), retryAt ?? DateTime.MinValue);
        return next >= deadline
            ? new(ReplyState.Failed, $"{reason} The window closes before the next attempt.")
            : new(ReplyState.Queued, reason, next, restsAccount);
    }

    /// <summary>5 s, doubled after each attempt, 5 minutes at most, and up to a fifth less or more.</summary>
    internal static TimeSpan WaitAfter(int attempts, double jitter)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(attempts - 1, 10));
        return (wait < LongestWait ? wait : LongestWait) * (0.8 + 0.4 * jitter);
    }
}
