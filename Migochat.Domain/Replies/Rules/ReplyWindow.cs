using Migochat.Data;

namespace Migochat.Replies;

/// <summary>When a person may be written to, by the person's last message to that business. Meta's rules; pure. Times are UTC.</summary>
/// <param name="Channel">One of <see cref="Platform"/>.</param>
/// <param name="LastInbound">The person's last message; null: the person never wrote to it.</param>
internal readonly record struct ReplyWindow(string Channel, DateTime? LastInbound)
{
    public static readonly TimeSpan Free = TimeSpan.FromHours(24);
    public static readonly TimeSpan Human = TimeSpan.FromDays(7);

    /// <summary>An answer to a comment that goes to its author.</summary>
    public static readonly TimeSpan PrivateReply = TimeSpan.FromDays(7);

    /// <summary>The end of the time in which every reply may be sent.</summary>
    public DateTime? OpenUntil => LastInbound?.After(Free);

    /// <summary>The end of the time in which a person may still answer with the tag HUMAN_AGENT; null on WhatsApp, which has no such tag.</summary>
    public DateTime? HumanUntil => Channel == Platform.WhatsApp ? null : LastInbound?.After(Human);

    /// <param name="now">UTC.</param>
    /// <param name="isTemplate">WhatsApp takes templates at any time.</param>
    /// <param name="mayTag">The text was written by a person, and the setting allows the tag.</param>
    public SendWay WayAt(DateTime now, bool isTemplate, bool mayTag)
    {
        if (isTemplate && Channel == Platform.WhatsApp)
            return SendWay.Template;
        if (now < OpenUntil)
            return SendWay.Reply;
        return mayTag && now < HumanUntil ? SendWay.HumanAgent : SendWay.Closed;
    }

    /// <summary>The end of the time for attempts.</summary>
    /// <param name="mayTag">As above.</param>
    public DateTime? Until(bool mayTag) => mayTag ? HumanUntil ?? OpenUntil : OpenUntil;
}

/// <summary>How a message may be sent now.</summary>
internal enum SendWay
{
    /// <summary>Not at all.</summary>
    Closed,

    /// <summary>As a plain reply.</summary>
    Reply,

    /// <summary>With the tag HUMAN_AGENT.</summary>
    HumanAgent,

    /// <summary>As a template.</summary>
    Template,
}
