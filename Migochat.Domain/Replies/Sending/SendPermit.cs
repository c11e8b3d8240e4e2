using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Replies;

/// <summary>Whether a claimed reply may still be sent, and how. The reply may have waited long.</summary>
/// <param name="Refusal">Why not; null: it may.</param>
/// <param name="IsHuman">With the tag HUMAN_AGENT.</param>
/// <param name="Until">No attempt at or after this time, UTC.</param>
internal sealed record SendPermit(string? Refusal, bool IsHuman, DateTime? Until)
{
    /// <summary>How long a reply without a window is tried.</summary>
    private static readonly TimeSpan TriedFor = TimeSpan.FromDays(1);

    public static async Task<SendPermit> AskAsync(MigochatDbContext context, ClaimedReply claimed, ReplySettings settings, DateTime now)
    {
        var row = claimed.Row;
        if (claimed.Content.Template is { } template)
            return await OfTemplateAsync(context, row, template);
        if (row.CommentId is not null)
            return now < row.OpenUntil ? new(null, false, row.OpenUntil) : new("The time for an answer to the comment is over.", false, null);
        var mayTag = settings.HumanAgent && !row.Automated;
        // The window that was known at the queuing can only have become longer.
        var window = now < row.OpenUntil && !mayTag
            ? new ReplyWindow(row.Channel, row.OpenUntil - ReplyWindow.Free)
            : new ReplyWindow(row.Channel, await ReplyThread.LastInboundAsync(context, row.UserId, row.Channel, row.BusinessId, CancellationToken.None));
        return window.WayAt(now, isTemplate: false, mayTag) switch
        {
            SendWay.Closed => new("The window closed before it could be sent.", false, null),
            var way => new(null, way == SendWay.HumanAgent, window.Until(mayTag)),
        };
    }

    private static async Task<SendPermit> OfTemplateAsync(MigochatDbContext context, Reply row, ReplyTemplate template) =>
        template.Category == ReplyTemplateCategory.Marketing
        && await context.Users.AnyAsync(user => user.Id == row.UserId && user.MarketingOptOutAt != null, CancellationToken.None)
            ? new("The person wants no marketing.", false, null)
            : new(null, false, row.CreatedAt + TriedFor);
}
