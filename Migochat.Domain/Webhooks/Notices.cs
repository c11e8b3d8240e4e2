using System.Collections.Frozen;

namespace Migochat.Webhooks;

/// <summary>
/// The explicit list of what Meta tells and Migochat does not use. What is neither read nor on this list becomes a dead
/// letter. docs/events.md shows the same list.
/// </summary>
public static class Notices
{
    /// <summary>Fields of a WhatsApp business account, counted under their own names.</summary>
    public static readonly FrozenSet<string> WhatsAppFields = FrozenSet.Create(StringComparer.Ordinal, "account_update");

    /// <summary>Fields of a page that are no messages, comments, posts or lead forms.</summary>
    public static readonly FrozenSet<string> PageFields = FrozenSet.Create(StringComparer.Ordinal, "ratings");

    /// <summary>Fields of an Instagram account.</summary>
    public static readonly FrozenSet<string> InstagramFields = FrozenSet.Create(StringComparer.Ordinal, "story_insights");

    /// <summary>Members of a messaging item that say something about the app or the thread, not what somebody said.</summary>
    public static readonly FrozenSet<string> MessagingItems = FrozenSet.Create(StringComparer.Ordinal, "account_linking");
}
