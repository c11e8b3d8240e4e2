namespace Migochat.Benchmarks.Intake;

/// <summary>One process of one system, from its start to its end: warm-up and a run at each number of connections.</summary>
/// <param name="Answered">Answers 200, warm-up included.</param>
/// <param name="Refused">Other answers, warm-up included.</param>
/// <param name="Stored">Messages in the database afterwards; null for floor A, which has none.</param>
public sealed record IntakeSession(IntakeSystem System, int Round, IReadOnlyList<IntakeRun> Runs, int Answered, int Refused, long? Stored)
{
    /// <summary>What makes the session worthless, or null.</summary>
    public string? Fault => this switch
    {
        { Refused: > 0 } => $"{Refused} answers were not 200",
        { Stored: { } stored } when stored != Answered => $"{Answered} messages were answered 200, {stored} are stored",
        _ => null,
    };
}
