using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Access;

/// <summary>
/// Turns the answers of a client that fails and fails from 401 or 403 to 429. It sees failures only: whoever shows a valid
/// signature, token or key is served, however many failed from the same address.
/// </summary>
public sealed partial class FailureLimit(IConfiguration configuration, TimeProvider time, ILogger<FailureLimit> logger)
{
    /// <summary>How many failures of a client are answered as what they are, in one <see cref="Window"/>.</summary>
    public const int Allowed = 10;

    /// <summary>It opens with a client's first failure, and failing on does not make it longer.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Half a mebibyte.
    private const int Clients = 16 * 1024;

    private readonly FailureTable _failures = new(Clients, Window);
    private readonly bool _isAzure = AzureRules.IsAzure(configuration);
    private readonly long _start = time.GetTimestamp();

    /// <summary>Counts a failure of the request's client.</summary>
    /// <param name="request">The one that failed.</param>
    /// <param name="credential">What was missing or wrong.</param>
    /// <param name="refusal">The answer that the failure has coming.</param>
    /// <returns>That answer, or 429 with Retry-After.</returns>
    public IResult Answer(HttpRequest request, Credential credential, IResult refusal) =>
        Count(request, credential) is { } seconds ? Problems.TooManyFailures(request.HttpContext.Response, seconds) : refusal;

    /// <summary>The same for callers who write the answer themselves.</summary>
    /// <returns>Null while the failure is answered as what it is; else 429, and the seconds for Retry-After.</returns>
    public int? Count(HttpRequest request, Credential credential)
    {
        var (failures, left) = _failures.Add(ClientAddress.Of(request, _isAzure), time.GetElapsedTime(_start));
        var isLimited = failures > Allowed;
        Telemetry.Refusals.Add(1, new("credential", EnumText.Wire(credential)), new("answer", isLimited ? "limited" : "refused"));
        if (failures == Allowed + 1)
            Limited(logger, credential, Allowed, Window.TotalSeconds);
        return isLimited ? (int)Math.Ceiling(left.TotalSeconds) : null;
    }

    // Once a client and window, and not whose address it is.
    [LoggerMessage(1, LogLevel.Warning, "A client showed a wrong or no {Credential}, more than {Allowed} failures in {Seconds} s: its failures are answered 429 until they are over")]
    private static partial void Limited(ILogger logger, Credential credential, int allowed, double seconds);
}

/// <summary>What a caller shows to be let in, and failed to show.</summary>
public enum Credential
{
    /// <summary>A delivery's <c>X-Hub-Signature-256</c>.</summary>
    Signature,

    /// <summary>The <c>signed_request</c> of Meta's privacy callbacks.</summary>
    SignedRequest,

    /// <summary>The handshake's <c>hub.verify_token</c>.</summary>
    VerifyToken,

    /// <summary>A key of the host. The Functions host checks these itself, so only LocalHost counts them.</summary>
    FunctionKey,

    /// <summary>The header <c>X-Admin-Key</c>.</summary>
    AdminKey,
}
