namespace Migochat.Privacy;

/// <summary>The values of <c>deletion_requests.kind</c>.</summary>
internal static class DeletionKind
{
    /// <summary>A member of staff erased the person.</summary>
    public const string Erasure = "erasure";

    /// <summary>The person asked for it through Meta.</summary>
    public const string DataDeletion = "data_deletion";

    /// <summary>The person took the app's permissions away, and asked for nothing else.</summary>
    public const string Deauthorize = "deauthorize";
}
