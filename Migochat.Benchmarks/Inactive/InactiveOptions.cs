using Migochat.Benchmarks.Measuring;

namespace Migochat.Benchmarks.Inactive;

/// <summary>The options of <c>inactive</c>.</summary>
/// <param name="Conversations">How many are active and have been silent for days, spread over the file.</param>
/// <param name="People">How many people the file holds; five messages each.</param>
/// <param name="Files">Where the file is kept from run to run.</param>
public sealed record InactiveOptions(LoadOptions Load, int Conversations, int People, string Files)
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = $"""
        Usage: Migochat.Benchmarks inactive [options]
        {LoadOptions.Help}
          --conversations N conversations to be marked inactive, at most as many as people (100000)
          --people N        people in the file, five messages each (1000000)
          --files DIR       where the file is kept from run to run (migochat-growth in the temporary folder)
        The connections (16, one number) send single messages all the time: alone for the measured time, then while the timer
        runs. Every round is a fresh process on a fresh copy.
        """;

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">One is unknown or out of range.</exception>
    public static InactiveOptions Read(Arguments arguments)
    {
        var options = new InactiveOptions(
            LoadOptions.Read(arguments, 16),
            arguments.Count("--conversations", 100_000),
            arguments.Count("--people", 1_000_000),
            arguments.Text("--files") ?? Path.Combine(Path.GetTempPath(), "migochat-growth"));
        arguments.RejectRest();
        if (options.Load.Connections.Count != 1)
            throw new UsageException("--connections wants one number.");
        return options.People >= options.Conversations ? options : throw new UsageException("--people wants no fewer people than conversations.");
    }
}
