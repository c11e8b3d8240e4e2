using Migochat.Benchmarks.Measuring;

namespace Migochat.Benchmarks.Erase;

/// <summary>The options of <c>erase</c>.</summary>
/// <param name="Load">Shared by all verbs.</param>
/// <param name="Receipts">How many receipts wait for a message.</param>
/// <param name="Letters">How many dead letters there are.</param>
/// <param name="Erasures">How many people are erased, one after the other.</param>
/// <param name="People">How many people the file holds; five messages each.</param>
/// <param name="Files">Where the file is kept from run to run.</param>
public sealed record EraseOptions(LoadOptions Load, int Receipts, int Letters, int Erasures, int People, string Files)
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = $"""
        Usage: Migochat.Benchmarks erase [options]
        {LoadOptions.Help}
          --receipts N      receipts that wait for a message (200000)
          --letters N       dead letters (10000)
          --erasures N      people who are erased, one after the other (50)
          --people N        people in the file, five messages each (100000)
          --files DIR       where the file is kept from run to run (migochat-growth in the temporary folder)
        The connections (16, one number) send single messages all the time: alone for the measured time, then while people are
        erased. Every round is a fresh process on a fresh copy.
        """;

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">One is unknown or out of range.</exception>
    public static EraseOptions Read(Arguments arguments)
    {
        var options = new EraseOptions(
            LoadOptions.Read(arguments, 16),
            arguments.Count("--receipts", 200_000),
            arguments.Count("--letters", 10_000),
            arguments.Count("--erasures", 50),
            arguments.Count("--people", 100_000),
            arguments.Text("--files") ?? Path.Combine(Path.GetTempPath(), "migochat-growth"));
        arguments.RejectRest();
        if (options.Load.Connections.Count != 1)
            throw new UsageException("--connections wants one number.");
        return options.People >= options.Erasures ? options : throw new UsageException("--people wants no fewer people than erasures.");
    }
}
