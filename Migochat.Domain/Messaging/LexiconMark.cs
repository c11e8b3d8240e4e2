namespace Migochat.Messaging;

/// <summary>How far the stored texts have been read again with a lexicon. One row: that of the lexicon that read last.</summary>
public sealed class LexiconMark
{
    public long Id { get; set; }

    /// <summary>The lexicon's.</summary>
    public required string Version { get; set; }

    /// <summary>The row of the last message that was looked at.</summary>
    public long ReadTo { get; set; }
}
