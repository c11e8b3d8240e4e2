namespace Migochat.Messaging;

/// <summary>
/// Makes one message of its copies: the earliest time; outbound if any copy is an echo; standby if all are; the content of
/// the copy that is latest by rank, then time, then ordinal text. Pure, and the same for every order and number of copies.
/// </summary>
internal static class MessageCopies
{
    /// <param name="stored">With all that other events have changed.</param>
    /// <param name="copy">As it just came.</param>
    public static StoredMessage Fold(StoredMessage stored, StoredMessage copy)
    {
        var time = copy.Timestamp < stored.Timestamp ? copy.Timestamp : stored.Timestamp;
        var (best, other) = Compare(copy, stored) > 0 ? (copy, stored) : (stored, copy);
        var isEdited = stored.Metadata.Edited is not null;
        var contentTime = ContentTime(best);
        var folded = best with
        {
            SenderId = IsPublic(best) ? MessageChanges.Name(best, other.SenderId).SenderId : best.SenderId,
            Direction = stored.Direction == MessageDirection.Outbound ? stored.Direction : copy.Direction,
            Status = stored.Status,
            Timestamp = time,
            Text = isEdited ? stored.Text : best.Text,
            Signals = stored.Signals,
            Metadata = best.Metadata with
            {
                CopiedAt = contentTime == time ? null : contentTime,
                Standby = stored.Metadata.Standby is true && copy.Metadata.Standby is true ? true : null,
                Errors = JsonUnion.Errors(stored.Metadata.Errors, copy.Metadata.Errors),
                Edited = stored.Metadata.Edited,
                OriginalText = isEdited ? Original(best) : null,
                Deleted = stored.Metadata.Deleted,
                Hidden = stored.Metadata.Hidden,
                HiddenAt = stored.Metadata.HiddenAt,
                Reactions = stored.Metadata.Reactions,
                Statuses = stored.Metadata.Statuses,
            },
        };
        if (stored.Metadata.Deleted is true)
            return MessageChanges.Delete(folded);
        return folded.Text == stored.Text && folded.Direction == stored.Direction ? folded : MessageChanges.Reread(folded);
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

    private static string? Original(StoredMessage message) =>
        message.Metadata.Edited is null ? message.Text : message.Metadata.OriginalText;

    // What outlives a deletion comes first: where that differs, copies compare the same before it and after it. The author
    // of what is public is not the copy's own: another copy or an edit may have named it.
    private static string Content(StoredMessage message)
    {
        var sender = IsPublic(message) ? "" : message.SenderId;
        return $"{message.Type}\n{sender}\n{message.RecipientId}\n{Origin(message)}\n{message.Metadata.OfCopy.Flags}\n{Original(message)}\n{message.Metadata.OfCopy}";
    }

    // Without the ids of our own rows, which say nothing; who names an ad comes after who does not.
    private static string Origin(StoredMessage message)
    {
        var placed = Taking.GiveBack(message).Placed;
        return $"{placed.AdId is not null} {placed.PostType is PostType.Ad} {placed.PostId is not null} {placed.Source} {placed.ReferralSource}";
    }

    private static bool IsPublic(StoredMessage message) => message.Type is "comment" or "mention" or "post";
}
