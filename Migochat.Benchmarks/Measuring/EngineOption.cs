namespace Migochat.Benchmarks.Measuring;

/// <summary>The options that choose the engine.</summary>
public static class EngineOption
{
    /// <summary>As <c>--help</c> prints them.</summary>
    public const string Help = """
          --engine NAME     sqlite or postgres (sqlite)
          --server STRING   with postgres: a connection string whose user may create databases
        """;

    /// <returns>The connection string of a PostgreSQL user who may create databases; null: SQLite files.</returns>
    /// <exception cref="UsageException">One says nothing without the other.</exception>
    public static string? ReadServer(Arguments arguments) => (arguments.Text("--engine") ?? "sqlite", arguments.Text("--server")) switch
    {
        ("sqlite", null) => null,
        ("postgres", { } server) => server,
        ("postgres", null) => throw new UsageException("--engine postgres wants --server with a connection string."),
        _ => throw new UsageException("--engine is sqlite, or postgres with --server."),
    };
}
