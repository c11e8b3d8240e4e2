using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Messaging;

/// <summary>
/// Makes one message of its copies: the earliest time; outbound if any copy is an echo; standby if all are; the content of
/// the copy that is latest by rank, then time, then whether it says anything, then ordinal text. Pure, and the same for every order and number of copies.
/// </summary>
internal static class MessageCopies
{
    /// <param name="stored">With all that other events have changed.</param>
    /// <param name="copy">As it just came.</param>
    /// <param name="settings">Their retention decides whether a message of that age keeps its text.</param>
    public static StoredMessage Fold(StoredMessage stored, StoredMessage copy, IntakeSettings settings) =>
        settings.Keeps(stored.Timestamp) && settings.Keeps(copy.Timestamp) ? Fold(stored, copy) : Fold(RetentionRule.Strip(stored), RetentionRule.Strip(copy));

    private static StoredMessage Fold(StoredMessage stored, StoredMessage copy)
    {
        var time = Moment.Earlier(stored.Timestamp, copy.Timestamp);
        var (best, other) = Compare(copy, stored) > 0 ? (copy, stored) : (stored, copy);
        var isEdited = stored.Metadata.TextEdit is not null;
        var hasOtherContent = stored.Metadata.ContentEdit is not null;
        var contentTime = ContentTime(best);
        var direction = stored.Direction == MessageDirection.Outbound ? stored.Direction : copy.Direction;
        var folded = best with
        {
            SenderId = IsPublic(best) ? MessageChanges.WithAuthor(best, other.SenderId).SenderId : best.SenderId,
            Direction = direction,
            Status = stored.Status,
            Timestamp = time,
            Text = isEdited ? stored.Text : best.Text,
            Signals = direction == MessageDirection.Outbound ? null : isEdited ? stored.Signals : best.Signals,
            Metadata = best.Metadata with
            {
                CopiedAt = contentTime == time || best.Metadata.Untimed is true ? null : contentTime,
                Standby = stored.Metadata.Standby is true && copy.Metadata.Standby is true ? true : null,
                Actor = Greater(stored.Metadata.Actor, copy.Metadata.Actor),
                OutboxId = Greater(stored.Metadata.OutboxId, copy.Metadata.OutboxId),
                Answers = stored.Metadata.Answers,
                Errors = JsonUnion.Errors(stored.Metadata.Errors, copy.Metadata.Errors),
                Edited = stored.Metadata.Edited,
                FormerTextEdit = stored.Metadata.FormerTextEdit,
                OriginalText = isEdited ? Original(best) : null,
                Content = hasOtherContent ? stored.Metadata.Content : best.Metadata.Content,
                ContentEdit = stored.Metadata.ContentEdit,
                OriginalContent = hasOtherContent ? best.Metadata.UneditedContent : null,
                Deleted = stored.Metadata.Deleted,
                Hidden = stored.Metadata.Hidden,
                HiddenAt = stored.Metadata.HiddenAt,
                Reactions = stored.Metadata.Reactions,
                Statuses = stored.Metadata.Statuses,
            },
        };
        return stored.Metadata.Deleted is true ? MessageChanges.Delete(folded) : folded;
    }

    private static string? Greater(string? a, string? b) => string.CompareOrdinal(a, b) > 0 ? a : b;

    private static long? Greater(long? a, long? b) => a > b || b is null ? a : b;

    private static int Compare(StoredMessage a, StoredMessage b)
    {
        var byRank = (a.Metadata.Rank ?? CopyRank.Live).CompareTo(b.Metadata.Rank ?? CopyRank.Live);
        if (byRank != 0)
            return byRank;
        var byTime = ContentTime(a).CompareTo(ContentTime(b));
        if (byTime != 0)
            return byTime;
        var bySaying = SaysSomething(a).CompareTo(SaysSomething(b));
        if (bySaying != 0)
            return bySaying;
        var byLasting = string.CompareOrdinal(Lasting(a), Lasting(b));
        return byLasting != 0 ? byLasting : CompareContent(a, b);
    }

    // Of one message Meta may send the content to one app and to another that it can't be shown.
    private static bool SaysSomething(StoredMessage message) => message.Type is not ("unsupported" or "unknown");

    // A copy without a time of its own comes before all others, whenever it was received.
    private static DateTime ContentTime(StoredMessage message) =>
        message.Metadata.Untimed is true ? DateTime.MinValue : message.Metadata.CopiedAt ?? message.Timestamp;

    private static string? Original(StoredMessage message) =>
        message.Metadata.TextEdit is null ? message.Text : message.Metadata.OriginalText;

    // The values that outlive a deletion. They are compared first, so that copies compare the same before a deletion and after
    // it. The author of a public message is left out: another copy or an edit may have named it.
    private static string Lasting(StoredMessage message)
    {
        var sender = IsPublic(message) ? "" : message.SenderId;
        return $"{message.Type}\n{sender}\n{message.RecipientId}\n{Origin(message)}\n{message.Metadata.OfCopy.Flags}";
    }

    // Signals outlive the text, so they are compared first.
    private static int CompareContent(StoredMessage a, StoredMessage b)
    {
        var (original, other) = (Original(a), Original(b));
        var bySignals = original is not null && original == other ? 0 : string.CompareOrdinal(OriginalSignals(a), OriginalSignals(b));
        if (bySignals != 0)
            return bySignals;
        var byText = string.CompareOrdinal(original, other);
        return byText != 0 ? byText : string.CompareOrdinal(a.Metadata.OfCopy.ToString(), b.Metadata.OfCopy.ToString());
    }

    // Of an edited message without its original text nobody knows them, and its edit's are kept whichever copy is better.
    private static string? OriginalSignals(StoredMessage message) =>
        MessageChanges.Read(Original(message)) ?? (message.Metadata.TextEdit is null ? message.Signals : null);

    // Leaves out the ids of our own rows, which mean nothing here; a copy that names an ad sorts after one that does not.
    private static string Origin(StoredMessage message)
    {
        var placed = ReferralAttribution.WithoutInherited(message).Attribution;
        return $"{placed.AdId is not null} {placed.PostType is PostType.Ad} {placed.PostId is not null} {placed.Source} {placed.ReferralSource}";
    }

    private static bool IsPublic(StoredMessage message) => message.Type is "comment" or "mention" or "post";
}

/// <summary>The forms in which one message may reach us, from the least to the most telling; the best copy's content is kept.</summary>
public enum CopyRank
{
    /// <summary>Shows that there was a message, without its content.</summary>
    Placeholder,
    History,
    Standby,

    /// <summary>As the outbox has it: the answer to a call tells the id and no content.</summary>
    Sent,
    Echo,
    Live,
}
