namespace Migochat.Messaging;

/// <summary>
/// Makes one message of its copies: the earliest time; outbound if any copy is an echo; the content of the copy that is
/// latest by rank, then time, then ordinal text. Pure, and the same for every order and number of copies.
/// </summary>
internal static class MessageCopies
{
    public static StoredMessage Fold(StoredMessage stored, StoredMessage copy)
    {
        var time = copy.Timestamp < stored.Timestamp ? copy.Timestamp : stored.Timestamp;
        var best = Compare(copy, stored) > 0 ? copy : stored;
        var contentTime = ContentTime(best);
        return best with
        {
            Timestamp = time,
            Direction = stored.Direction == MessageDirection.Outbound ? stored.Direction : copy.Direction,
            Metadata = best.Metadata with { CopiedAt = contentTime == time ? null : contentTime },
        };
    }

    private static int Compare(StoredMessage a, StoredMessage b)
    {
        var byRank = (a.Metadata.Rank ?? CopyRank.Live).CompareTo(b.Metadata.Rank ?? CopyRank.Live);
        if (byRank != 0)
            return byRank;
        var byTime = ContentTime(a).CompareTo(ContentTime(b));
        return byTime != 0 ? byTime : string.CompareOrdinal(Content(a), Content(b));
    }

    private static DateTime ContentTime(StoredMessage message) => message.Metadata.CopiedAt ?? message.Timestamp;

    private static string Content(StoredMessage message) =>
        $"{message.Text}\n{message.Type}\n{message.SenderId}\n{message.RecipientId}\n{message.Metadata with { CopiedAt = null }}";
}
