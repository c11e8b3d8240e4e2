using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Reporting;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Endurance;

/// <summary>One database that takes the mixed load from one process after another, and the count at the end.</summary>
public sealed class EnduranceRun
{
    private const int Writers = 1000;

    private readonly EnduranceOptions _options;
    private readonly ServerCommand _command;
    private readonly MixedLoad _load = new(InventedPeople.Make(Writers), TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(10));

    private EnduranceRun(EnduranceOptions options, ServerCommand command, string databaseFolder)
    {
        _options = options;
        _command = command;
        Database = Path.Combine(databaseFolder, ProductServer.DatabaseName);
        Redelivery = new Redelivery(_load, options.PerSecond);
    }

    /// <summary>The database's path.</summary>
    public string Database { get; }

    /// <summary>The deliveries sent so far.</summary>
    public Redelivery Redelivery { get; }

    /// <summary>Publishes the product into the folder; the database goes there too, or into one of its own.</summary>
    public static async Task<EnduranceRun> PrepareAsync(EnduranceOptions options, string folder, string? databaseFolder = null)
    {
        var product = await ProductBuild.PublishAsync(Path.Combine(folder, "published"));
        return new EnduranceRun(options, ProductServer.Command(product, folder, databaseFolder), databaseFolder ?? folder);
    }

    /// <summary>Starts the server on the database as it is.</summary>
    public Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(_command);

    /// <summary>Sends until stopped or until the server is gone.</summary>
    public Task SendAsync(ServerProcess server, CancellationToken stop) => Redelivery.RunAsync(server.Port, _options.Connections, stop);

    /// <summary>Counts, prints, writes the JSON file if there is to be one; 1 if something is wrong.</summary>
    /// <param name="report">The JSON file's content, given the count.</param>
    public async Task<int> FinishAsync(Func<StoreCheck, object> report)
    {
        var check = new StoreChecker(_load, Redelivery).Check(Database);
        Console.WriteLine(check);
        foreach (var (status, count) in Redelivery.Refusals)
            Console.WriteLine($"answered {status}: {count} times");

        if (_options.JsonFile is { } file)
            await JsonReport.WriteAsync(file, report(check));

        return check.IsFine ? 0 : 1;
    }
}
