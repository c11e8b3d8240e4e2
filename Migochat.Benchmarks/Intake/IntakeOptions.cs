using Migochat.Benchmarks.Measuring;

namespace Migochat.Benchmarks.Intake;

/// <summary>The options of <c>intake</c>.</summary>
/// <param name="FloorsOnly">Leave the product out.</param>
/// <param name="Server">The connection string of a PostgreSQL user who may create databases; null: SQLite files.</param>
public sealed record IntakeOptions(LoadOptions Load, bool FloorsOnly, string? Server)
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = $"""
        Usage: Migochat.Benchmarks intake [options]
        {LoadOptions.Help}
          --floors-only     leave the product out
          --engine NAME     sqlite or postgres (sqlite); postgres measures two instances on one database as well
          --server STRING   with postgres: a connection string whose user may create databases
        Every process starts with an empty database. Exit code 1 if anything was answered other than 200,
        or if a database does not hold as many messages as were answered 200.
        """;

    /// <summary>Reads the options of the verb.</summary>
    /// <exception cref="UsageException">One is unknown or out of range.</exception>
    public static IntakeOptions Read(Arguments arguments)
    {
        var options = new IntakeOptions(LoadOptions.Read(arguments, 16, 64), arguments.Flag("--floors-only"), ReadServer(arguments));
        arguments.RejectRest();
        return options;
    }

    private static string? ReadServer(Arguments arguments) => (arguments.Text("--engine") ?? "sqlite", arguments.Text("--server")) switch
    {
        ("sqlite", null) => null,
        ("postgres", { } server) => server,
        ("postgres", null) => throw new UsageException("--engine postgres wants --server with a connection string."),
        _ => throw new UsageException("--engine is sqlite, or postgres with --server."),
    };
}
