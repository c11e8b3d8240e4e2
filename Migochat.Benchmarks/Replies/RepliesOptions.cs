namespace Migochat.Benchmarks.Replies;

/// <summary>The options of <c>replies</c>.</summary>
/// <param name="People">Who are answered at the same time.</param>
/// <param name="Replies">Queued while the intake runs.</param>
/// <param name="Latency">How long the Graph API takes for a call.</param>
/// <param name="Duration">Measured time of the intake alone.</param>
/// <param name="Warmup">Time under load before that.</param>
/// <param name="Connections">Of the load client.</param>
/// <param name="Folder">Where the database and the published product go.</param>
public sealed record RepliesOptions(int People, int Replies, TimeSpan Latency, TimeSpan Duration, TimeSpan Warmup, int Connections, string Folder)
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = """
        Usage: Migochat.Benchmarks replies [options]
          --people N        people who are answered at the same time (64)
          --replies N       replies that are queued, in even shares for each of them (10000)
          --latency N       milliseconds that the Graph API takes for a call (50)
          --seconds N       measured time of the intake alone, and of the intake with replies (10)
          --warmup N        seconds of load before that (8)
          --connections N   connections that send deliveries in a closed loop (16)
          --folder DIR      where the database and the published product go, on the disk to be measured (the temporary folder)
        Measures on one process: the sends a second alone; the intake alone; then the intake while a flood of replies is sent,
        with its memory. The rest of the flood is sent afterwards. Exit code 1 if a reply was sent twice, not at all or out of order.
        """;

    /// <summary>Reads the options of the verb.</summary>
    /// <exception cref="UsageException">One is unknown or out of range.</exception>
    public static RepliesOptions Read(Arguments arguments)
    {
        var options = new RepliesOptions(
            arguments.Count("--people", 64),
            arguments.Count("--replies", 10_000),
            TimeSpan.FromMilliseconds(arguments.Count("--latency", 50)),
            TimeSpan.FromSeconds(arguments.Count("--seconds", 10)),
            TimeSpan.FromSeconds(arguments.Count("--warmup", 8)),
            arguments.Count("--connections", 16),
            arguments.Text("--folder") ?? Path.GetTempPath());
        arguments.RejectRest();
        return options;
    }
}
