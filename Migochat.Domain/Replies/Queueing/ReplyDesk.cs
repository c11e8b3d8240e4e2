using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Migochat.Api;
using Migochat.Data;
using Migochat.Graph;
using Migochat.Settings;

namespace Migochat.Replies;

/// <summary>Takes replies of staff into the outbox, if they can be sent now.</summary>
public sealed class ReplyDesk(
    IDbContextFactory<MigochatDbContext> contexts, OutboxWriter writer, SettingsReader settings, GraphClient graph, TemplateCatalogue templates, ReplySender sender, TimeProvider time)
{
    private static readonly TimeSpan PublicAnswer = TimeSpan.FromDays(365);

    /// <summary>A message to a lead.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="draft">The message.</param>
    /// <param name="key">The Idempotency-Key, if there is one.</param>
    /// <param name="actor">The member of staff, if named.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>The first row that it became, or why nothing was queued.</returns>
    public Task<(ReplyItem? Reply, IResult? Problem)> WriteAsync(long leadId, ReplyDraft draft, string? key, string? actor, CancellationToken cancellationToken) =>
        OnceAsync(key, draft.Hash($"lead {leadId}"), (context, current) => PrepareAsync(context, leadId, draft, actor, current, cancellationToken), cancellationToken);

    /// <summary>An answer to a comment.</summary>
    /// <param name="messageId">Our id of the comment.</param>
    /// <param name="draft">The answer.</param>
    /// <param name="key">The Idempotency-Key, if there is one.</param>
    /// <param name="actor">The member of staff, if named.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public Task<(ReplyItem? Reply, IResult? Problem)> AnswerAsync(long messageId, ReplyDraft draft, string? key, string? actor, CancellationToken cancellationToken) =>
        OnceAsync(key, draft.Hash($"message {messageId}"), (context, _) => PrepareAnswerAsync(context, messageId, draft, actor, cancellationToken), cancellationToken);

    private async Task<(ReplyItem? Reply, IResult? Problem)> OnceAsync(
        string? key, string hash, Func<MigochatDbContext, ReplySettings, Task<Prepared>> prepare, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (key is not null && await FindAsync(context, key, hash, cancellationToken) is { } known)
            return known;
        var current = (await settings.CurrentAsync(cancellationToken)).Replies;
        var prepared = await prepare(context, current);
        if (prepared.Problem is { } problem)
            return (null, problem);
        var request = key is null ? null : new ReplyRequest { IdempotencyKey = key, BodyHash = hash, CreatedAt = time.Now() };
        var isPrivate = prepared.Replies[0].CommentId is not null && ReplyContent.Parse(prepared.Replies[0].Content).Private is true;
        var (outcome, id) = await writer.AddAsync(prepared.Replies, request, current.JoinWithin, isPrivate, cancellationToken);
        switch (outcome)
        {
            case AddOutcome.NoLead:
                return (null, Problems.NotFound("lead"));
            case AddOutcome.AnsweredPrivately:
                return (null, ReplyProblems.AnsweredPrivately);
            case AddOutcome.KeyUsed:
                return await FindAsync(context, key!, hash, cancellationToken) ?? (null, ReplyProblems.OtherKey);
            default:
                sender.Nudge();
                return (await ReadAsync(context, id, cancellationToken), null);
        }
    }

    /// <returns>Null if nobody used the key.</returns>
    private static async Task<(ReplyItem? Reply, IResult? Problem)?> FindAsync(MigochatDbContext context, string key, string hash, CancellationToken cancellationToken)
    {
        if (await context.OutboxRequests.FirstOrDefaultAsync(request => request.IdempotencyKey == key, cancellationToken) is not { } known)
            return null;
        return known.BodyHash == hash ? (await ReadAsync(context, known.ReplyId, cancellationToken), null) : (null, ReplyProblems.OtherKey);
    }

    private static async Task<ReplyItem> ReadAsync(MigochatDbContext context, long id, CancellationToken cancellationToken) =>
        ReplyItem.Of(await context.Outbox.AsNoTracking().FirstAsync(reply => reply.Id == id, cancellationToken));

    private async Task<Prepared> PrepareAsync(
        MigochatDbContext context, long leadId, ReplyDraft draft, string? actor, ReplySettings current, CancellationToken cancellationToken)
    {
        if (await context.Users.FirstOrDefaultAsync(user => user.Id == leadId, cancellationToken) is not { } lead)
            return new(Problems.NotFound("lead"));
        var threads = await ReplyThread.OfAsync(context, leadId, cancellationToken);
        if (threads.Count == 0)
            return new(ReplyProblems.NoThread);
        var chosen = threads.FirstOrDefault(thread =>
            (draft.Channel is null || thread.Channel == draft.Channel) && (draft.BusinessId is null || thread.BusinessId == draft.BusinessId));
        if (chosen is null)
            return new(ReplyProblems.NoSuchThread(threads));
        if (ChannelFault.Of(draft.Content, chosen.Channel) is { } fault)
            return new(fault);

        var (now, template) = (time.Now(), draft.Content.Template);
        var window = new ReplyWindow(chosen.Channel, chosen.LastInbound);
        if (window.WayAt(now, template is not null, current.HumanAgent && !draft.Automated) == SendWay.Closed)
            return new(ReplyProblems.WindowClosed(window, draft.Automated, now));
        if (await graph.MissingTokenAsync(chosen.Channel, chosen.BusinessId, cancellationToken) is { } setting)
            return new(ReplyProblems.NoToken(setting));
        var content = draft.Content;
        if (template is not null)
        {
            (template, var problem) = await CheckAsync(template, chosen.BusinessId, cancellationToken);
            if (problem is not null)
                return new(problem);
            if (template.Category == ReplyTemplateCategory.Marketing && lead.MarketingOptOutAt is not null)
                return new(ReplyProblems.NoMarketing);
            content = content with { Template = template };
        }

        var (clickedAt, answeredAt) = await chosen.LastAdClickAsync(context, leadId, cancellationToken);
        var (price, freeUntil) = PriceRule.Of(chosen.Channel, clickedAt, answeredAt, now);
        return new([.. PartsOf(content, chosen.Channel).Select(part => new Reply
        {
            UserId = leadId,
            Channel = chosen.Channel,
            BusinessId = chosen.BusinessId,
            RecipientId = chosen.RecipientId,
            Content = part.ToString(),
            Mark = Guid.NewGuid().ToString("N"),
            Writer = actor,
            Automated = draft.Automated,
            NextAttemptAt = part.IsPlainText ? now + current.JoinWithin : now,
            OpenUntil = window.OpenUntil,
            Price = price,
            FreeUntil = freeUntil,
            CreatedAt = now,
        })]);
    }

    // If Meta can't be asked, the template is queued as it is, and Meta checks it when it is sent.
    private async Task<(ReplyTemplate Template, IResult? Problem)> CheckAsync(ReplyTemplate template, string phoneNumberId, CancellationToken cancellationToken) =>
        await templates.FindAsync(phoneNumberId, template.Name, cancellationToken) is { } known ? TemplateFault.Of(template, known) : (template, null);

    private static IEnumerable<ReplyContent> PartsOf(ReplyContent content, string channel) =>
        content.IsPlainText ? TextSplitter.Split(content.Text!, ChannelLimits.Of(channel)).Select(part => content with { Text = part }) : [content];

    private async Task<Prepared> PrepareAnswerAsync(MigochatDbContext context, long messageId, ReplyDraft draft, string? actor, CancellationToken cancellationToken)
    {
        if (await context.Messages.FirstOrDefaultAsync(message => message.Id == messageId, cancellationToken) is not { } comment)
            return new(Problems.NotFound("message"));
        if (comment is not { CommentId: { } commentId, MessageType: "comment", Direction: MessageDirection.Inbound })
            return new(ReplyProblems.NoComment);
        if (comment.UserId is not { } userId)
            return new(ReplyProblems.NoAuthor);
        var (now, isPrivate) = (time.Now(), draft.Content.Private is true);
        if (isPrivate && now >= comment.Timestamp + ReplyWindow.PrivateReply)
            return new(ReplyProblems.TooLateForPrivate(comment.Timestamp + ReplyWindow.PrivateReply));
        var limits = ChannelLimits.OfComment(comment.Platform, isPrivate);
        if (!limits.Fits(draft.Content.Text!))
            return new(ReplyProblems.TooLong(limits, limits.LongestText));
        if (await graph.MissingTokenAsync(comment.Platform, comment.RecipientId, cancellationToken) is { } setting)
            return new(ReplyProblems.NoToken(setting));
        return new([new Reply
        {
            UserId = userId,
            Channel = comment.Platform,
            BusinessId = comment.RecipientId,
            RecipientId = comment.SenderId.Length == 0 ? null : comment.SenderId,
            CommentId = commentId,
            Content = draft.Content.ToString(),
            Mark = Guid.NewGuid().ToString("N"),
            Writer = actor,
            Automated = draft.Automated,
            NextAttemptAt = now,
            OpenUntil = isPrivate ? comment.Timestamp + ReplyWindow.PrivateReply : now + PublicAnswer,
            Price = ReplyPrice.Free,
            CreatedAt = now,
        }]);
    }

    private sealed record Prepared(IReadOnlyList<Reply> Replies, IResult? Problem = null)
    {
        public Prepared(IResult problem) : this([], problem)
        {
        }
    }
}
