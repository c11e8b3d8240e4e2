using System.Globalization;

namespace Migochat.Benchmarks.Measuring;

/// <summary>One process of one system, from its start to its end: warm-up and a run at each number of connections.</summary>
/// <param name="Answered">Answers 200, warm-up included.</param>
/// <param name="Refused">Other answers, warm-up included.</param>
/// <param name="Stored">How many more messages the database holds afterwards; null for a system without one.</param>
public sealed record MeasuredSession(string System, int Round, IReadOnlyList<Measurement> Runs, int Answered, int Refused, long? Stored)
{
    /// <summary>The reason why the session is worthless, or null.</summary>
    public string? Fault => this switch
    {
        { Refused: > 0 } => $"{Refused} answers were not 200",
        { Stored: { } stored } when stored != Answered => $"{Answered} messages were answered 200, {stored} are stored",
        _ => null,
    };

    /// <summary>One line.</summary>
    public override string ToString()
    {
        var rates = Runs.Select(run => string.Create(CultureInfo.InvariantCulture,
            $"{run.Connections} connections {run.RequestsPerSecond,7:N0} requests/s p99 {run.P99Milliseconds,6:N2} ms"));
        return string.Create(CultureInfo.InvariantCulture,
            $"round {Round} {System,-7}  {string.Join("  ", rates)}  answered {Answered:N0}, stored {Stored?.ToString("N0", CultureInfo.InvariantCulture) ?? "nothing"}  {Fault}").TrimEnd();
    }
}
