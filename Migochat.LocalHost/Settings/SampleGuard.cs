using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Migochat.LocalHost.Settings;

/// <summary>Keeps a host that runs on the sample's secrets, which are public, to callers on its own machine.</summary>
internal sealed class SampleGuard(bool secretsInUse)
{
    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host"];

    /// <summary>To be called for every endpoint before it is bound.</summary>
    /// <exception cref="InvalidOperationException">The sample's secrets are in use and the endpoint can be reached from elsewhere.</exception>
    public void Check(ListenOptions endpoint)
    {
        if (secretsInUse && endpoint.IPEndPoint is { } address && !IPAddress.IsLoopback(address.Address))
            throw new InvalidOperationException(
                $"The secrets of {SampleSettings.FileName} are public, so with them only loopback addresses are served, not {address}. "
                + "Set secrets of your own in local.settings.json or as environment variables.");
    }

    /// <summary>Whether the request came by another name than this machine's own, or through a proxy or a tunnel.</summary>
    public bool Refuses(HttpRequest request) =>
        secretsInUse && (!IsLoopback(request.Host.Host) || Forwarding.Any(request.Headers.ContainsKey));

    /// <summary>403 and a sentence that says what to do.</summary>
    public static Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            $"Migochat runs on the public secrets of {SampleSettings.FileName} and answers only callers on its own machine. Set secrets of your own to serve others.\n",
            context.RequestAborted);
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
