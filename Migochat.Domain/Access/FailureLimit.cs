using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Access;

/// <summary>
/// Answers a client that fails repeatedly with 429 instead of 401 or 403. It sees failures only: a caller with a valid
/// signature, token or key is served, however many failures came from the same address.
/// </summary>
public sealed partial class FailureLimit(IConfiguration configuration, TimeProvider time, ILogger<FailureLimit> logger)
{
    /// <summary>The failures of a client in one <see cref="Window"/> that get their own answer, not 429.</summary>
    public const int Allowed = 10;

    /// <summary>The window opens with a client's first failure. Further failures do not extend it.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Half a mebibyte.
    private const int Clients = 16 * 1024;

    private readonly FailureTable _failures = new(Clients, Window);
    private readonly bool _isAzure = AzureRules.IsAzure(configuration);
    private readonly long _start = time.GetTimestamp();

    /// <summary>The sender of the request as a number: an IPv4 address or an IPv6 /64; zero if there is none.</summary>
    public UInt128 ClientOf(HttpRequest request) => ClientAddress.Of(request, _isAzure);

    /// <summary>Counts a failure of the request's client.</summary>
    /// <param name="request">The failed request.</param>
    /// <param name="credential">The missing or wrong credential.</param>
    /// <param name="refusal">The answer without the limit.</param>
    /// <returns>That answer, or 429 with Retry-After.</returns>
    public IResult Answer(HttpRequest request, Credential credential, IResult refusal) =>
        Count(request, credential) is { } seconds ? Problems.TooManyFailures(request.HttpContext.Response, seconds) : refusal;

    /// <summary>The same for callers that write the answer themselves.</summary>
    /// <returns>Null below the limit; above it 429 applies, with these seconds for Retry-After.</returns>
    public int? Count(HttpRequest request, Credential credential)
    {
        var (failures, left) = _failures.Add(ClientOf(request), time.GetElapsedTime(_start));
        var isLimited = failures > Allowed;
        Telemetry.Refusals.Add(1, new("credential", EnumText.Wire(credential)), new("answer", isLimited ? "limited" : "refused"));
        if (failures == Allowed + 1)
            Limited(logger, credential, Allowed, Window.TotalSeconds);
        return isLimited ? (int)Math.Ceiling(left.TotalSeconds) : null;
    }

    // Logged once for each client and window, without the address.
    [LoggerMessage(1, LogLevel.Warning, "A client showed a wrong or no {Credential}, more than {Allowed} failures in {Seconds} s: its failures are answered 429 until they are over")]
    private static partial void Limited(ILogger logger, Credential credential, int allowed, double seconds);
}

/// <summary>The credential that a caller failed to show.</summary>
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
