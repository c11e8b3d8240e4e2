namespace Migochat.Benchmarks.Rescore;

/// <summary>The options of <c>rescore</c>.</summary>
/// <param name="Due">How many leads are due, spread over the file.</param>
/// <param name="People">How many people each file holds; five messages each.</param>
/// <param name="Folder">Where the copies go; it decides which disk is measured.</param>
/// <param name="Files">Where the files are kept from run to run.</param>
public sealed record RescoreOptions(int Rounds, int Due, IReadOnlyList<int> People, string Folder, string Files)
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = """
        Usage: Migochat.Benchmarks rescore [options]
          --rounds N        runs on each file (3)
          --due N           leads that are due, at most as many as people (100000)
          --people N,..     people in each file, five messages each (100000,1000000)
          --folder DIR      where copies go, on the disk to be measured (the temporary folder)
          --files DIR       where the files are kept from run to run (migochat-growth in the temporary folder)
        Every run starts from a fresh copy, in this process, with nothing else running.
        """;

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">One is unknown or out of range.</exception>
    public static RescoreOptions Read(Arguments arguments)
    {
        var options = new RescoreOptions(
            arguments.Count("--rounds", 3),
            arguments.Count("--due", 100_000),
            arguments.Counts("--people", [100_000, 1_000_000]),
            arguments.Text("--folder") ?? Path.GetTempPath(),
            arguments.Text("--files") ?? Path.Combine(Path.GetTempPath(), "migochat-growth"));
        arguments.RejectRest();
        return options.People.All(people => people >= options.Due)
            ? options
            : throw new UsageException("--people wants no fewer people than are due.");
    }
}
