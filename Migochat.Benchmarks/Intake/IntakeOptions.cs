using Migochat.Benchmarks.Measuring;

namespace Migochat.Benchmarks.Intake;

/// <summary>The options of <c>intake</c>.</summary>
/// <param name="FloorsOnly">Leave the product out.</param>
/// <param name="Server">The connection string of a PostgreSQL user who may create databases; null: SQLite files.</param>
/// <param name="Latency">Measure the product also with round trips to the server that take so much longer; zero: no.</param>
public sealed record IntakeOptions(LoadOptions Load, bool FloorsOnly, string? Server, TimeSpan Latency)
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = $"""
        Usage: Migochat.Benchmarks intake [options]
        {LoadOptions.Help}
          --floors-only     leave the product out
        {EngineOption.Help}
          --latency MS      with postgres: measure the product also with so many more milliseconds a round trip
        With postgres two instances on one database are measured as well. Every process starts with an empty database. Exit code 1 if anything was answered other than 200,
        or if a database does not hold as many messages as were answered 200.
        """;

    /// <summary>Reads the options of the verb.</summary>
    /// <exception cref="UsageException">One is unknown or out of range.</exception>
    public static IntakeOptions Read(Arguments arguments)
    {
        var options = new IntakeOptions(LoadOptions.Read(arguments, 16, 64), arguments.Flag("--floors-only"), EngineOption.ReadServer(arguments), TimeSpan.FromMilliseconds(arguments.Count("--latency", 0)));
        arguments.RejectRest();
        return options;
    }
}
