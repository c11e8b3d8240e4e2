namespace Migochat.Scoring;

/// <summary>How far the leads have been looked through for those whom other thresholds concern. One row: that of the present thresholds.</summary>
public sealed class ScoringMark
{
    public long Id { get; set; }

    /// <summary>As <see cref="ScoringTerms.Name"/> has them.</summary>
    public required string Terms { get; set; }

    /// <summary>When they were found to be others. UTC.</summary>
    public DateTime FoundAt { get; set; }

    /// <summary>How often all leads were looked through; twice is enough.</summary>
    public int Passes { get; set; }

    /// <summary>The last person of the present pass that was looked at; 0 before the first.</summary>
    public long MarkedTo { get; set; }
}
