using Migochat.Data;

namespace Migochat.Replies;

/// <summary>Decides whether a text becomes part of the one before it, so that one message is billed instead of two. Pure.</summary>
internal static class JoinRule
{
    /// <param name="last">The person's last reply in the outbox.</param>
    /// <param name="next">The new one, not stored yet.</param>
    /// <param name="within">The longest time between the two; zero: nothing is joined.</param>
    /// <returns>The joined text; null if they are not joined.</returns>
    public static string? Join(Reply last, Reply next, TimeSpan within)
    {
        if (last.State != ReplyState.Queued || last.Attempts > 0 || last.FirstId is not null || next.CreatedAt - last.CreatedAt > within || within == TimeSpan.Zero)
            return null;
        if ((last.Channel, last.BusinessId, last.RecipientId, last.Writer, last.Automated) != (next.Channel, next.BusinessId, next.RecipientId, next.Writer, next.Automated))
            return null;
        var (before, after) = (ReplyContent.Parse(last.Content), ReplyContent.Parse(next.Content));
        if (!before.IsPlainText || !after.IsPlainText || last.CommentId is not null || next.CommentId is not null)
            return null;
        var joined = $"{before.Text}\n{after.Text}";
        return ChannelLimits.Of(next.Channel).Fits(joined) ? joined : null;
    }
}
