namespace Migochat.Benchmarks.Endurance;

/// <summary>The options of <c>soak</c>, <c>kill</c> and <c>diskfull</c>; each verb reads those that it has.</summary>
/// <param name="PerSecond">Deliveries a second; null: as many as it takes.</param>
/// <param name="Folder">Where the database and the published product go.</param>
/// <param name="JsonFile">Where the results go as JSON, if anywhere.</param>
public sealed record EnduranceOptions(int Connections, int? PerSecond, string Folder, string? JsonFile)
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = """
          --connections N   connections (16)
          --folder DIR      where the database and the published product go (the temporary folder)
          --json FILE       write the results there
        """;

    /// <summary>How the load and its outcome are described.</summary>
    public const string Load = """
        The load is everything that happens in chats: texts, echoes, statuses, reads, reactions, edits, deletions, comments,
        postbacks, by 1,000 people. What is not answered 200 is sent again, as Meta does. At the end everything that was answered
        200 is looked for in the file: messages, comments and postbacks among the messages, or else whole in a dead letter.
        Exit code 1 if anything is lost, there twice, miscounted, or failed.
        """;

    /// <summary>Takes the options that all three have.</summary>
    /// <exception cref="UsageException">One is out of range.</exception>
    public static EnduranceOptions Read(Arguments arguments, int? perSecond = null) => new(
        arguments.Count("--connections", 16),
        perSecond,
        arguments.Text("--folder") ?? Path.GetTempPath(),
        arguments.Text("--json"));
}
