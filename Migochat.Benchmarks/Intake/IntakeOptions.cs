using Migochat.Benchmarks.Measuring;

namespace Migochat.Benchmarks.Intake;

/// <summary>The options of <c>intake</c>.</summary>
/// <param name="FloorsOnly">Leave the product out.</param>
public sealed record IntakeOptions(LoadOptions Load, bool FloorsOnly)
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = $"""
        Usage: Migochat.Benchmarks intake [options]
        {LoadOptions.Help}
          --floors-only     leave the product out
        Every process starts with an empty database. Exit code 1 if anything was answered other than 200,
        or if a database does not hold as many messages as were answered 200.
        """;

    /// <summary>Reads the options of the verb.</summary>
    /// <exception cref="UsageException">One is unknown or out of range.</exception>
    public static IntakeOptions Read(Arguments arguments)
    {
        var options = new IntakeOptions(LoadOptions.Read(arguments, 16, 64), arguments.Flag("--floors-only"));
        arguments.RejectRest();
        return options;
    }
}
