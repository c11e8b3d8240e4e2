using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Graph;

/// <summary>Reads the error of an answer of the Graph API. Pure.</summary>
internal static class GraphErrorReader
{
    private const int PairLimit = 131056;
    private const int AbuseWarning = 2018338;

    private static readonly TimeSpan AfterPairLimit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan AfterNumberLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterAbuseWarning = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(24);

    /// <summary>True for a limit that concerns one person only, so that others may still be written to.</summary>
    public static bool IsOfOnePerson(GraphError error) => error.Code == PairLimit;

    /// <returns>The error; null if the answer is none of Meta's errors.</returns>
    public static GraphError? Read(GraphAnswer answer, string platform, DateTimeOffset now)
    {
        if (answer.Code is not { } code)
            return null;
        var error = GraphErrorCodes.Read(platform, code, answer.Subcode);
        return error.Kind == GraphErrorKind.RateLimited ? error with { RetryAt = RetryAt(answer, error, now) } : error;
    }

    /// <summary>The error of a refusal without a body of Meta's, such as a proxy's.</summary>
    public static GraphError OfStatus(GraphAnswer answer, DateTimeOffset now)
    {
        var kind = answer.Status switch
        {
            HttpStatusCode.TooManyRequests => GraphErrorKind.RateLimited,
            HttpStatusCode.NotFound => GraphErrorKind.NotFound,
            >= HttpStatusCode.InternalServerError => GraphErrorKind.Temporary,
            _ => GraphErrorKind.Unknown,
        };
        var reason = string.Create(CultureInfo.InvariantCulture, $"{GraphErrorCodes.Sentence(kind)} (HTTP {(int)answer.Status})");
        return new(kind, null, null, reason, kind == GraphErrorKind.RateLimited ? now + (After(answer, now) ?? AfterLimit) : null);
    }

    private static DateTimeOffset RetryAt(GraphAnswer answer, GraphError error, DateTimeOffset now)
    {
        var wait = error switch
        {
            { Subcode: AbuseWarning } => AfterAbuseWarning,
            { Code: PairLimit } => After(answer, now) ?? AfterPairLimit,
            { Code: 130429 } => After(answer, now) ?? AfterNumberLimit,
            _ => After(answer, now) ?? AfterLimit,
        };
        return now + wait;
    }

    /// <summary>What the headers ask for: <c>Retry-After</c>, else the longest time until access is regained.</summary>
    private static TimeSpan? After(GraphAnswer answer, DateTimeOffset now)
    {
        var wait = answer.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - now : UsageHeaders.Read(answer.Headers).Regained;
        return wait is { } time && time > TimeSpan.Zero ? (time < LongestPause ? time : LongestPause) : null;
    }
}

/// <summary>An answer of the Graph API, read whole.</summary>
/// <param name="Status">The HTTP status; an expired token comes with 400.</param>
/// <param name="Headers">With the usage of the limits.</param>
/// <param name="Body">Undefined if the body is no JSON.</param>
internal sealed record GraphAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, JsonElement Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300 && Code is null;

    /// <summary>The code of Meta's error; null without one.</summary>
    public int? Code => (int?)Error.Get("code"u8).Whole();

    /// <summary>The subcode of Meta's error; null without one.</summary>
    public int? Subcode => (int?)Error.Get("error_subcode"u8).Whole();

    /// <summary>Meta's id of the call, for questions to Meta.</summary>
    public string? TraceId => Error.Get("fbtrace_id"u8).Id();

    private JsonElement Error => Body.Get("error"u8);
}
