using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Scoring;
using Migochat.Settings;

namespace Migochat.Replies;

/// <summary>Counts the WhatsApp messages that the outbox sent, by month and number, with what they cost. Other channels are free.</summary>
public sealed class SentReport(IDbContextFactory<MigochatDbContext> contexts, SettingsReader settings)
{
    // As ReplyContent writes it. A quote within a text is escaped, so that no text of staff looks like it.
    private const string OfMarketing = "\"category\":\"marketing\"";

    public async Task<SentMessages> ReadAsync(MonthRange range, CancellationToken cancellationToken)
    {
        var rates = (await settings.CurrentAsync(cancellationToken)).Replies.Rates;
        var items = new List<SentMonth>();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var month in range.Months)
            items.AddRange(await OfAsync(context, month, rates, cancellationToken));
        return new SentMessages(rates, items);
    }

    private static async Task<IEnumerable<SentMonth>> OfAsync(MigochatDbContext context, DateOnly month, WhatsAppRates rates, CancellationToken cancellationToken)
    {
        var (from, to) = (CairoTime.StartOf(month), CairoTime.StartOf(month.AddMonths(1)));
        var counts = await context.Outbox
            .Where(reply => reply.Channel == Platform.WhatsApp && reply.SendingAt >= from && reply.SendingAt < to)
            .Where(reply => reply.State == ReplyState.Sent || reply.State == ReplyState.Uncertain)
            .GroupBy(reply => new { reply.BusinessId, reply.State, reply.Price, IsMarketing = reply.Content.Contains(OfMarketing) })
            .Select(group => new { group.Key.BusinessId, group.Key.State, group.Key.Price, group.Key.IsMarketing, Count = group.LongCount() })
            .ToListAsync(cancellationToken);
        return counts
            .GroupBy(count => count.BusinessId, StringComparer.Ordinal)
            .OrderBy(number => number.Key, StringComparer.Ordinal)
            .Select(number =>
            {
                var sent = number.Where(count => count.State == ReplyState.Sent).ToList();
                return SentMonth.Of(
                    month,
                    number.Key,
                    free: sent.Where(count => count.Price == ReplyPrice.Free).Sum(count => count.Count),
                    billed: sent.Where(count => count.Price == ReplyPrice.Billed).Sum(count => count.Count),
                    marketing: sent.Where(count => count is { Price: ReplyPrice.Billed, IsMarketing: true }).Sum(count => count.Count),
                    all: number.Sum(count => count.Count),
                    rates);
            });
    }
}

/// <summary>The messages that were sent on WhatsApp.</summary>
/// <param name="Rates">As they are set now; earlier months are computed with them too.</param>
/// <param name="Items">The latest month first, then by number; months without a message are left out.</param>
public sealed record SentMessages(WhatsAppRates Rates, IReadOnlyList<SentMonth> Items);

/// <summary>One month of one number.</summary>
/// <param name="Month">In Cairo, such as <c>2026-11</c>.</param>
/// <param name="BusinessId">The phone number id.</param>
/// <param name="Free">Sent without cost.</param>
/// <param name="Billed">Sent, and Meta bills them.</param>
/// <param name="BilledMarketing">Those of the billed ones that are templates of category marketing.</param>
/// <param name="Unknown">It is not known whether they were sent, or what they cost.</param>
/// <param name="Cost">Of the billed ones; null if a rate that it needs is not set.</param>
public sealed record SentMonth(string Month, string BusinessId, long Free, long Billed, long BilledMarketing, long Unknown, decimal? Cost)
{
    internal static SentMonth Of(DateOnly month, string businessId, long free, long billed, long marketing, long all, WhatsAppRates rates) => new(
        month.ToString("yyyy-MM", CultureInfo.InvariantCulture), businessId, free, billed, marketing, all - free - billed, Sum(billed - marketing, rates.Reply) + Sum(marketing, rates.Marketing));

    private static decimal? Sum(long count, decimal? rate) => count == 0 ? 0 : count * rate;
}
