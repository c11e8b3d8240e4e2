using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>What decides since when a person waits, besides the messages.</summary>
/// <param name="SentAt">The last answer that only receipts show, UTC.</param>
/// <param name="ClosedAt">The last message that staff closed without an answer, UTC.</param>
/// <param name="CourtesyWaits">Whether thanks and the like wait for an answer: the setting <c>courtesy_waits</c>.</param>
internal readonly record struct Answers(DateTime? SentAt, DateTime? ClosedAt, bool CourtesyWaits)
{
    /// <summary>What was asked before this moment is answered; null if nobody ever answered.</summary>
    /// <param name="lastMessage">The time of the shop's last message, UTC.</param>
    public DateTime? Since(DateTime? lastMessage)
    {
        DateTime? answered = Moment.Later(SentAt, lastMessage) is { } at ? Threading.AnsweredBefore(at) : null;
        return Moment.Later(answered, ClosedAt?.After(Moment.Smallest));
    }

    /// <summary>Whether a message that is the person's last waits for an answer; null if only the shop's messages can tell.</summary>
    public bool? Waits(StoredMessage message)
    {
        if (message.Direction == MessageDirection.Outbound || message.WantsAnswer == AnswerWanted.Never)
            return false;
        var since = Since(null);
        if (message.Timestamp < since)
            return false;
        return message.WantsAnswer == AnswerWanted.Always || CourtesyWaits ? true : since is null ? null : false;
    }
}
