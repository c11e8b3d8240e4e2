using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Migochat.Data;
using Migochat.LocalHost.Keys;
using Migochat.LocalHost.Settings;
using Migochat.Scoring;
using Migochat.Webhooks;

namespace Migochat.LocalHost;

/// <summary>Prepares the database and then the keys beside it before the host listens. Prints where the settings and the keys are, and the address.</summary>
internal sealed partial class Startup(
    MigochatDatabase database, IServiceProvider services, IServer server, ILogger<Startup> logger, string settingsSentence)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (CairoTime.Refusal is { } refusal)
            throw new InvalidOperationException(refusal);
        LogSettings(settingsSentence);
        await database.PrepareAsync(cancellationToken);
        services.GetRequiredService<FunctionKeys>();
        await services.GetRequiredService<SampleGuard>().LookAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        LogServing(server.Features.Get<IServerAddressesFeature>()!.Addresses);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "{Sentence}")]
    private partial void LogSettings(string sentence);

    [LoggerMessage(2, LogLevel.Information, "Serving {Addresses}")]
    private partial void LogServing(ICollection<string> addresses);
}
