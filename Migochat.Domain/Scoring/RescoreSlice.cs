namespace Migochat.Scoring;

/// <summary>What one slice of rescoring did.</summary>
/// <param name="Due">How many leads it found due.</param>
/// <param name="Written">Those of them that its time was enough for.</param>
/// <param name="Took">How long it held the gate.</param>
internal sealed record RescoreSlice(int Due, IReadOnlyList<Rescoring> Written, TimeSpan Took)
{
    public static readonly RescoreSlice Nothing = new(0, [], TimeSpan.Zero);
}
