using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Graph;
using Migochat.Settings;

namespace Migochat.Replies;

/// <summary>Makes the call of one claimed reply and settles what comes of it.</summary>
internal sealed partial class ReplyCall(
    IDbContextFactory<MigochatDbContext> contexts,
    GraphClient graph,
    OutboxStore outbox,
    ISettledReplies settled,
    SettingsReader settings,
    AccountRests rests,
    TimeProvider time,
    ILogger<ReplyCall> logger)
{
    // Half of the claim: whoever is later than that might meet another's decision.
    private static readonly TimeSpan LatestBegin = OutboxStore.LongestCall / 2;
    private static readonly TimeSpan StoreAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Never throws; a call whose outcome could not be stored becomes uncertain when its claim ends.</summary>
    public async Task MakeAsync(ClaimedReply claimed)
    {
        try
        {
            await SendAsync(claimed);
        }
#pragma warning disable CA1031 // one reply must not end the sending of the others
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Broken(logger, claimed.Row.Id, ExceptionOutline.Whole(exception));
        }
    }

    /// <summary>Looks for the echo of a reply on Instagram that came before the reply was uncertain. Other channels have marks.</summary>
    public async Task FindEchoAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Outbox.FirstOrDefaultAsync(reply => reply.Id == id && reply.State == ReplyState.Uncertain && reply.Channel == Platform.Instagram, cancellationToken) is not { SendingAt: { } at } reply)
            return;
        var (text, from, to) = (ReplyContent.Parse(reply.Content).Text, at - EchoTime.BeforeCall, at + EchoTime.AfterCall);
        var echo = await context.Messages
            .Where(message => message.UserId == reply.UserId && message.Direction == MessageDirection.Outbound && message.Timestamp >= from && message.Timestamp <= to)
            .Where(message => message.SenderId == reply.BusinessId && message.RecipientId == reply.RecipientId && message.MessageText == text && message.CommentId == null)
            .Where(message => message.Status != MessageStatus.Failed && !context.Outbox.Any(other => other.MessageId == message.FacebookMessageId))
            .OrderBy(message => message.Timestamp).Select(message => message.FacebookMessageId).FirstOrDefaultAsync(cancellationToken);
        if (text is not null && echo is not null)
            await settled.AddAsync(new SettledReply(id, reply.Attempts, echo, Note: ReplyNotes.ByText));
    }

    private async Task SendAsync(ClaimedReply claimed)
    {
        var permit = await PermitAsync(claimed);
        if (permit.Refusal is { } refusal)
        {
            await FailAsync(claimed, refusal);
            return;
        }

        if (time.GetElapsedTime(claimed.ClaimedAt) > LatestBegin)
        {
            await outbox.PutBackAsync(claimed, "The service was too slow to begin the call in time.", time.Now());
            return;
        }

        var result = await graph.SendAsync(SendOf(claimed, permit.IsHuman), CancellationToken.None);
        Telemetry.Replies.Add(1, new("channel", claimed.Row.Channel), new("result", EnumText.Wire(KindOf(result))));
        if (result is Accepted accepted)
            await KeepAsync(claimed, accepted);
        else
            await SettleAsync(claimed, result, permit.Until);
    }

    private static GraphSend SendOf(ClaimedReply claimed, bool isHuman)
    {
        var row = claimed.Row;
        return new GraphSend(row.Channel, row.BusinessId, row.CommentId is null ? row.RecipientId : null, claimed.Content.ToSend(row.CommentId))
        {
            IsFromHumanAgent = isHuman,
            Mark = claimed.Mark,
        };
    }

    private async Task<SendPermit> PermitAsync(ClaimedReply claimed)
    {
        var current = (await settings.CurrentAsync(CancellationToken.None)).Replies;
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        return await SendPermit.AskAsync(context, claimed, current, time.Now());
    }

    // Meta has it. If the database can't take it now, the claim's end makes it uncertain, and its echo or status tells.
    private async Task KeepAsync(ClaimedReply claimed, Accepted accepted)
    {
        var reply = new SettledReply(claimed.Row.Id, claimed.Attempt, accepted.MessageId, accepted.RecipientId);
        while (!await settled.AddAsync(reply))
        {
            if (time.GetElapsedTime(claimed.ClaimedAt) > OutboxStore.LongestCall)
            {
                NotKept(logger, claimed.Row.Id);
                return;
            }

            await Task.Delay(StoreAgainAfter, time);
        }
    }

    private async Task SettleAsync(ClaimedReply claimed, SendResult result, DateTime? until)
    {
        var verdict = SendVerdict.Of(result, claimed.Attempt, time.Now(), until, Random.Shared.NextDouble());
        NotSent(logger, claimed.Row.Id, claimed.Row.Channel, EnumText.Wire(verdict.State), verdict.Reason);
        switch (verdict.State)
        {
            case ReplyState.Queued:
                if (verdict.RestsAccount)
                    rests.Rest(claimed.Row.BusinessId, verdict.NextAttemptAt!.Value);
                await outbox.PutBackAsync(claimed, verdict.Reason, verdict.NextAttemptAt!.Value);
                break;
            case ReplyState.Uncertain:
                if (await outbox.SetUncertainAsync(claimed, verdict.Reason))
                    await FindEchoAsync(claimed.Row.Id, CancellationToken.None);
                break;
            default:
                await FailAsync(claimed, verdict.Reason);
                break;
        }
    }

    private async Task FailAsync(ClaimedReply claimed, string reason)
    {
        if (await outbox.FailAsync(claimed, reason))
            await settled.AddAsync(new SettledReply(claimed.Row.Id, claimed.Attempt, null));
    }

    private static CallResult KindOf(SendResult result) => result switch
    {
        Accepted => CallResult.Accepted,
        Unknown => CallResult.Unknown,
        _ => CallResult.Refused,
    };

    private enum CallResult
    {
        Accepted,
        Refused,
        Unknown,
    }

    [LoggerMessage(1, LogLevel.Error, "Reply {Id} could not be settled: {Fault}")]
    private static partial void Broken(ILogger logger, long id, string fault);

    [LoggerMessage(2, LogLevel.Error, "Reply {Id} was sent, and the database could not keep it. It waits for its echo or status")]
    private static partial void NotKept(ILogger logger, long id);

    [LoggerMessage(3, LogLevel.Warning, "Reply {Id} on {Channel} was not accepted; it is {State} now: {Reason}")]
    private static partial void NotSent(ILogger logger, long id, string channel, string state, string reason);
}
