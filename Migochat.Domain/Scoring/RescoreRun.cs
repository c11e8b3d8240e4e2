namespace Migochat.Scoring;

/// <summary>What a run of rescoring did.</summary>
/// <param name="Leads">How many leads were rescored.</param>
/// <param name="Stages">How many of them moved to another stage.</param>
/// <param name="IsComplete">False if leads that are due are left, for the next run.</param>
public sealed record RescoreRun(int Leads, int Stages, bool IsComplete);
