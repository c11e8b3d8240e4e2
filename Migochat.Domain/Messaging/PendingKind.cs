namespace Migochat.Messaging;

/// <summary>The values of <c>pending_receipts.kind</c>.</summary>
public static class PendingKind
{
    /// <summary>The six that wait for a message, under its key.</summary>
    public const string Edit = "edit";
    public const string Deletion = "deletion";
    public const string Visibility = "visibility";
    public const string Reaction = "reaction";
    public const string Status = "status";

    /// <summary>The shop's own comment, which waits for the author of the one above it.</summary>
    public const string Reply = "reply";

    /// <summary>Ids that belong to one person, whom nobody knows yet; under each of the ids.</summary>
    public const string Identities = "identities";
}
