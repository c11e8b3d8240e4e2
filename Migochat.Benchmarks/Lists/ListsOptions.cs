namespace Migochat.Benchmarks.Lists;

/// <summary>The options of <c>lists</c>.</summary>
/// <param name="Requests">How many of each kind a round times.</param>
/// <param name="Depth">How many pages of 200 lie before a deep page.</param>
/// <param name="People">How many people each file holds; five messages each.</param>
/// <param name="Folder">Where the copies go.</param>
/// <param name="Files">Where the files are kept from run to run.</param>
public sealed record ListsOptions(int Rounds, int Requests, int Depth, IReadOnlyList<int> People, string Folder, string Files)
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = """
        Usage: Migochat.Benchmarks lists [options]
          --rounds N        runs on each file, in turn (3)
          --requests N      timed requests of each kind in a run (200)
          --depth N         pages of 200 before a deep page; where there are fewer, the last half of them (100)
          --people N,..     people in each file, five messages each (10000,1000000)
          --folder DIR      where copies go (the temporary folder)
          --files DIR       where the files are kept from run to run (migochat-growth in the temporary folder)
        One client asks the published product, one request after the other, over one connection. Exit code 1 if anything was
        answered other than 200, or a list that should show somebody showed nobody.
        """;

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">One is unknown or out of range.</exception>
    public static ListsOptions Read(Arguments arguments)
    {
        var options = new ListsOptions(
            arguments.Count("--rounds", 3),
            arguments.Count("--requests", 200),
            arguments.Count("--depth", 100),
            arguments.Counts("--people", [10_000, 1_000_000]),
            arguments.Text("--folder") ?? Path.GetTempPath(),
            arguments.Text("--files") ?? Path.Combine(Path.GetTempPath(), "migochat-growth"));
        arguments.RejectRest();
        return options.People.All(people => people is >= 1000 and <= 10_000_000)
            ? options
            : throw new UsageException("--people wants numbers from 1,000 to 10,000,000.");
    }
}
