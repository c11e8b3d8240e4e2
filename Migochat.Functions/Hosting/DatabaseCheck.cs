using Microsoft.Extensions.Hosting;
using Migochat.Data;

namespace Migochat.Functions.Hosting;

/// <summary>Says at the start if there can be no database. The file itself is prepared by the first request, since a start must be quick.</summary>
internal sealed class DatabaseCheck(MigochatDatabase database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        database.LogRefusal();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
