namespace Migochat.Webhooks;

/// <summary>Why an item of a delivery became a dead letter.</summary>
public enum DeadLetterKind
{
    /// <summary>No reader knows it.</summary>
    Unrecognised,

    /// <summary>It was read, and could not be applied.</summary>
    Failed,
}
