namespace Migochat.Benchmarks.Servers;

/// <summary>Servers that share a database, each a child process.</summary>
public sealed class ServerGroup : IAsyncDisposable
{
    private readonly List<ServerProcess> _servers = [];

    /// <summary>Their loopback ports.</summary>
    public IReadOnlyList<int> Ports => [.. _servers.Select(server => server.Port)];

    /// <summary>Starts one after the other, so that the first prepares the database.</summary>
    /// <exception cref="InvalidOperationException">One did not start.</exception>
    public static async Task<ServerGroup> StartAsync(IEnumerable<ServerCommand> commands)
    {
        var group = new ServerGroup();
        try
        {
            foreach (var command in commands)
                group._servers.Add(await ServerProcess.StartAsync(command));
            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    /// <summary>Their processor time together, and the greatest memory of one.</summary>
    public ServerUsage Usage()
    {
        var all = _servers.ConvertAll(server => server.Usage());
        return new ServerUsage(all.Aggregate(TimeSpan.Zero, (sum, usage) => sum + usage.Cpu), all.Max(usage => usage.PeakBytes), all.Max(usage => usage.ResidentBytes));
    }

    /// <summary>Sends SIGTERM to each and waits for its end.</summary>
    /// <exception cref="InvalidOperationException">One did not end well.</exception>
    public async Task StopAsync()
    {
        foreach (var server in _servers)
            await server.StopAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }
}
