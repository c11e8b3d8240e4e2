using Migochat.Benchmarks.Measuring;

namespace Migochat.Benchmarks.Growth;

/// <summary>The options of <c>growth</c> and <c>burst</c>.</summary>
/// <param name="People">How many people the small and the large file hold; five messages each.</param>
/// <param name="Files">Where those files are kept.</param>
/// <param name="Remake">Make them anew.</param>
/// <param name="Server">The connection string of a PostgreSQL user who may create databases, for copies of the files; null: the files themselves.</param>
public sealed record GrowthOptions(LoadOptions Load, IReadOnlyList<int> People, string Files, bool Remake, string? Server = null)
{
    /// <summary>The options of <c>growth</c> as <c>--help</c> prints them.</summary>
    public const string GrowthHelp = $"""
        Usage: Migochat.Benchmarks growth [options]
        {LoadOptions.Help}
          --people N,N      people in the small and in the large file, five messages each (10000,1000000)
        {FilesHelp}
        {EngineOption.Help}
        The load is that of intake, by 1,000 of the people in the file. With postgres the files are copied to the server first. Every session starts from a fresh copy of its file.
        Exit code 1 if anything was answered other than 200, or if a file did not grow by as many messages as were answered 200.
        """;

    /// <summary>The options of <c>burst</c> as <c>--help</c> prints them.</summary>
    public const string BurstHelp = $"""
        Usage: Migochat.Benchmarks burst [options]
        {LoadOptions.Help}
          --people N        people in the large file, five messages each (1000000)
        {FilesHelp}
        While the connections send single messages, one more posts a delivery of 1,000 updates and one of 3 MB, in turn, with
        half a second between them, as many of each as there are seconds. Half of the sessions start from an empty file.
        Exit code 1 if anything was answered other than 200, or if a file did not grow by as many messages as were answered 200.
        """;

    private const string FilesHelp = """
          --files DIR       where these files are kept from run to run (migochat-growth in the temporary folder)
          --remake          make them anew
        """;

    /// <summary>Reads the options of <c>growth</c>.</summary>
    /// <exception cref="UsageException">One is unknown or out of range.</exception>
    public static GrowthOptions ReadGrowth(Arguments arguments)
    {
        var server = EngineOption.ReadServer(arguments);
        var options = Read(arguments, [16, 64], [10_000, 1_000_000]) with { Server = server };
        return options.People is [var small, var large] && small < large
            ? options
            : throw new UsageException("--people wants two numbers, the smaller one first.");
    }

    /// <summary>Reads the options of <c>burst</c>; its small file is empty.</summary>
    /// <exception cref="UsageException">One is unknown or out of range.</exception>
    public static GrowthOptions ReadBurst(Arguments arguments)
    {
        var options = Read(arguments, [16], [1_000_000]);
        return options.People is [var large]
            ? options with { People = [0, large] }
            : throw new UsageException("--people wants one number.");
    }

    /// <summary>Both files' paths, small and large; makes those that are missing.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync() =>
        [await GrowthFile.ReadyAsync(People[0], Files, Remake), await GrowthFile.ReadyAsync(People[1], Files, Remake)];

    private static GrowthOptions Read(Arguments arguments, int[] connections, int[] people)
    {
        var options = new GrowthOptions(
            LoadOptions.Read(arguments, connections),
            arguments.Counts("--people", people),
            arguments.Text("--files") ?? Path.Combine(Path.GetTempPath(), "migochat-growth"),
            arguments.Flag("--remake"));
        arguments.RejectRest();
        return options.People.All(count => count is >= 1000 and <= 10_000_000)
            ? options
            : throw new UsageException("--people wants numbers from 1,000 to 10,000,000.");
    }
}
