using Migochat.Data;

namespace Migochat.Replies;

/// <summary>
/// What a reply costs at Meta. Messenger and Instagram are free. WhatsApp bills since October 2026, except for 72 hours after a
/// click on an ad that was answered within 24 hours. Pure; times are UTC.
/// </summary>
internal static class PriceRule
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromHours(24);
    private static readonly TimeSpan FreeFor = TimeSpan.FromHours(72);

    /// <param name="channel">One of <see cref="Platform"/>.</param>
    /// <param name="adClickAt">The person's last message that came from an ad; null: there is none.</param>
    /// <param name="answeredAt">The shop's first message after it; null: this reply is the first.</param>
    /// <param name="now">When it is sent.</param>
    /// <returns>The price, and until when replies are free, if they ever were.</returns>
    public static (ReplyPrice Price, DateTime? FreeUntil) Of(string channel, DateTime? adClickAt, DateTime? answeredAt, DateTime now)
    {
        if (channel != Platform.WhatsApp)
            return (ReplyPrice.Free, null);
        var opened = answeredAt ?? now;
        if (adClickAt is not { } click || opened > click.After(AnswerWithin) || opened.After(FreeFor) is not { } until)
            return (ReplyPrice.Billed, null);
        return (now < until ? ReplyPrice.Free : ReplyPrice.Billed, until);
    }
}
