using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Migochat.Settings;

namespace Migochat.LocalHost.Settings;

/// <summary>
/// Keeps a host that runs on the sample's secrets, which are public, to callers on its own machine: wherever a secret comes from,
/// the configuration, the database or a vault.
/// </summary>
internal sealed class SampleGuard(bool areConfigured, SettingsReader settings)
{
    private static readonly string[] Forwarding =
        ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"];

    private static readonly HashSet<string> Secrets = SampleSettings.Secrets();

    private volatile Finding? _last;

    /// <summary>Looks through the settings, those in the database included; to be called before anything is bound. Waits for no vault.</summary>
    public async Task LookAsync(CancellationToken cancellationToken) => AreInUse(await settings.PeekAsync(cancellationToken));

    /// <summary>To be called for every endpoint before it is bound.</summary>
    /// <exception cref="InvalidOperationException">The sample's secrets are in use and the endpoint can be reached from elsewhere.</exception>
    public void Check(ListenOptions endpoint)
    {
        if (endpoint.IPEndPoint is { } address && !IPAddress.IsLoopback(address.Address) && (areConfigured || _last is { IsSample: true }))
            throw new InvalidOperationException(
                $"The secrets of {SampleSettings.FileName} are public, so with them only loopback addresses are served, not {address}. "
                + "Set secrets of your own in local.settings.json, as environment variables or as settings.");
    }

    /// <summary>Whether the request came from another machine, by another name than this machine's own, or through a proxy or a tunnel.</summary>
    public ValueTask<bool> RefusesAsync(HttpContext context) =>
        IsClear || !IsFromElsewhere(context) ? ValueTask.FromResult(false) : IsSampleAsync(context);

    // Looking at the headers of every request costs more than this.
    private bool IsClear => !areConfigured && _last is { IsSample: false } last && last.Snapshot == settings.Latest;

    private async ValueTask<bool> IsSampleAsync(HttpContext context) =>
        areConfigured || AreInUse(await settings.CurrentAsync(context.RequestAborted));

    /// <summary>403 and a problem with the remedy.</summary>
    public static Task AnswerAsync(HttpContext context) => TypedResults.Problem(
        statusCode: StatusCodes.Status403Forbidden,
        title: "Only callers on this machine are served",
        detail: $"Migochat runs on the public secrets of {SampleSettings.FileName} and answers only callers on its own machine. Set secrets of your own to serve others.")
        .ExecuteAsync(context);

    // A snapshot does not change, so it is looked through once.
    private bool AreInUse(SettingsSnapshot snapshot)
    {
        var last = _last;
        if (last?.Snapshot != snapshot)
            _last = last = new Finding(snapshot, SettingCatalogue.All.Where(setting => setting.IsSensitive).SelectMany(setting => snapshot.List(setting.Key)).Any(Secrets.Contains));
        return last.IsSample;
    }

    private static bool IsFromElsewhere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address)
        || !IsLoopback(context.Request.Host.Host)
        || Forwarding.Any(context.Request.Headers.ContainsKey);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private sealed record Finding(SettingsSnapshot Snapshot, bool IsSample);
}
