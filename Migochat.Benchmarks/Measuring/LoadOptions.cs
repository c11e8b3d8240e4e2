namespace Migochat.Benchmarks.Measuring;

/// <summary>How long and how often a verb measures.</summary>
/// <param name="Rounds">Processes of each system.</param>
/// <param name="Duration">Measured time at each number of connections.</param>
/// <param name="Warmup">Time under load before that, once a process: until the JIT is done, which on two processors, both of them busy, takes about seven seconds.</param>
/// <param name="Folder">Where databases and the published product go; it decides which disk is measured.</param>
/// <param name="JsonFile">Where the results go as JSON, if anywhere.</param>
public sealed record LoadOptions(
    int Rounds, TimeSpan Duration, TimeSpan Warmup, IReadOnlyList<int> Connections, string Folder, string? JsonFile)
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = """
          --rounds N        fresh processes of each system, order alternating (4)
          --seconds N       measured time at each number of connections (3)
          --warmup N        seconds under load before that, once a process (8)
          --connections N,.. connections in a closed loop (16,64; burst 16)
          --folder DIR      where databases and the published product go, on the disk to be measured (the temporary folder)
          --json FILE       write every run and the medians there
        """;

    /// <summary>Time under load of one process.</summary>
    public TimeSpan Total => Warmup + (Duration * Connections.Count);

    /// <summary>Takes these options; the verb's own are left.</summary>
    /// <exception cref="UsageException">One is out of range.</exception>
    public static LoadOptions Read(Arguments arguments, params int[] connections) => new(
        arguments.Count("--rounds", 4),
        TimeSpan.FromSeconds(arguments.Count("--seconds", 3)),
        TimeSpan.FromSeconds(arguments.Count("--warmup", 8)),
        arguments.Counts("--connections", connections),
        arguments.Text("--folder") ?? Path.GetTempPath(),
        arguments.Text("--json"));

    /// <summary>Odd rounds have the systems in their order; even rounds reverse systems and loads, so that a drift affects all alike.</summary>
    public IEnumerable<(int Round, MeasuredSystem System, IReadOnlyList<int> Connections)> Schedule(IReadOnlyList<MeasuredSystem> systems) =>
        from round in Enumerable.Range(1, Rounds)
        let isForward = round % 2 == 1
        from system in isForward ? systems : systems.Reverse()
        select (round, system, isForward ? Connections : [.. Connections.Reverse()]);
}
