namespace Migochat.Messaging;

/// <summary>How a message stands to its person's newest conversation.</summary>
public enum Placement
{
    /// <summary>It begins a new one, which becomes the newest.</summary>
    Begins,

    /// <summary>It falls into the newest one or extends it at its end.</summary>
    Joins,

    /// <summary>It lies before the newest one's start, and may touch that one, an older one, both or none.</summary>
    Earlier,
}
