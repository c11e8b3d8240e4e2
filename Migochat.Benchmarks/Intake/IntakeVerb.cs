using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Intake;

/// <summary>Measures intake against its floors; <see cref="IntakeOptions.Help"/> says how.</summary>
public static class IntakeVerb
{
    private const int Writers = 1000;

    /// <summary>More than any system that stores answers in a second.</summary>
    private const int MessagesPerSecond = 40_000;

    /// <summary>Runs everything and prints the tables; 1 if a session had a fault or could not be finished.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var options = IntakeOptions.Read(arguments);
        return await Workspace.RunAsync(options.Load.Folder, folder => MeasureAsync(options, folder));
    }

    private static async Task<int> MeasureAsync(IntakeOptions options, string folder)
    {
        var product = options.FloorsOnly ? null : await ProductBuild.PublishAsync(Path.Combine(folder, "published"));
        var pool = MessagePool.Prepare(InventedPeople.Make(Writers), options.Load.Total, MessagesPerSecond);
        var sessions = await new SessionRunner(options.Load, folder).RunAllAsync(IntakeSystems.All(product, options.Server, options.Latency, pool));
        return await new SessionReport(sessions, runs => IntakeFindings.Of(runs, isOnServer: options.Server is not null)).FinishAsync(options.Load.JsonFile);
    }
}
