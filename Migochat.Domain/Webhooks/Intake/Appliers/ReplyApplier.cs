using System.Text.Json;
using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.Replies;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// Connects replies of the outbox with their messages. The answer to the call, the echo and the statuses may come in any order:
/// the first of them stores the message and settles the reply, the others find both.
/// </summary>
internal sealed class ReplyApplier(SentReplyStore replies, MessageStore messages, MessageApplier applier, ReceiptApplier receipts)
{
    /// <summary>The outcome of a call of ours.</summary>
    /// <returns>False if the reply is gone, or all is known.</returns>
    public bool Apply(ReplySettled settled, IntakeSettings settings, DateTime receivedAt)
    {
        var outcome = settled.Reply;
        if (replies.Find(outcome.Id) is not { } reply)
            return false;
        if (outcome.MessageId is { } id)
            return Settle(reply, outcome.Attempt, KeyOf(reply, id), settled, settings, receivedAt, reply.CommentId is null ? null : outcome.RecipientId, outcome.Note);
        return Fail(reply, outcome.Attempt, settled, settings, receivedAt);
    }

    /// <summary>Notes for the next round trip what <see cref="Recognise"/> will look for.</summary>
    public void Ask(WebhookEvent @event)
    {
        if (@event is MessageReceived { Direction: MessageDirection.Outbound, Mark: null, Platform: Platform.Instagram, CommentId: null, Text: not null } echo)
            replies.Ask(echo.SenderId, echo.RecipientId);
        var text = @event is MessageReceived { Direction: MessageDirection.Outbound } message ? message.Mark : (@event as StatusReceived)?.Mark;
        if (text is not null && ReplyMark.Parse(text) is { } mark)
            replies.Ask(mark.Word);
        if (@event is StatusReceived { Mark: null } unmarked)
            replies.AskMessage(unmarked.Target);
    }

    /// <summary>Adds what was asked for to a round trip.</summary>
    public void AddTo(ICollection<SetStatement> round) => replies.AddTo(round);

    /// <summary>Looks whether a webhook's event is about a reply of ours.</summary>
    public void Recognise(WebhookEvent @event, IntakeSettings settings, DateTime receivedAt)
    {
        switch (@event)
        {
            case MessageReceived { Direction: MessageDirection.Outbound, Mark: { } mark } echo:
                if (Find(mark) is var (reply, attempt))
                    Settle(reply, attempt, echo.MessageId, echo, settings, receivedAt);
                break;
            case MessageReceived { Direction: MessageDirection.Outbound, Platform: Platform.Instagram, CommentId: null } echo:
                RecogniseByText(echo, settings, receivedAt);
                break;
            case StatusReceived { Mark: { } mark } status:
                if (Find(mark) is var (sent, number))
                    Apply(sent, number, status, settings, receivedAt);
                break;
            case StatusReceived { Mark: null } status:
                if (replies.FindByMessage(status.Target) is { } known)
                    Follow(known, status.Target, receivedAt);
                break;
        }
    }

    private (SentReply Reply, int Attempt)? Find(string text) =>
        ReplyMark.Parse(text) is { } mark && replies.Find(mark.Word) is { } reply ? (reply, mark.Attempt) : null;

    private void Apply(SentReply reply, int attempt, StatusReceived status, IntakeSettings settings, DateTime receivedAt)
    {
        var isLast = attempt == reply.Attempts;
        if (isLast && reply.MessageId == status.Target)
            Follow(reply, status.Target, receivedAt);
        else
            Settle(reply, attempt, status.Target, status, settings, receivedAt);
        if (isLast && status.IsBillable is { } isBilled)
            replies.SetPrice(reply.Id, isBilled);
    }

    /// <summary>
    /// The reply's state follows its message, whose status is the same in every order of events: it failed as long as Meta did
    /// not deliver it after all. A reply that staff have queued again waits for nothing if the first was delivered.
    /// </summary>
    private void Follow(SentReply reply, string key, DateTime receivedAt)
    {
        if (messages.Find(key)?.Message is not { } message)
            return;
        var (state, reason) = (reply.State, message.Status) switch
        {
            (ReplyState.Sent or ReplyState.Failed, MessageStatus.Failed) => (ReplyState.Failed, ReasonOf(message.Metadata.Errors)),
            (ReplyState.Failed or ReplyState.Queued, MessageStatus.Delivered or MessageStatus.Read) => (ReplyState.Sent, null),
            _ => (reply.State, reply.Reason),
        };
        if ((state, reason) != (reply.State, reply.Reason))
            replies.SetState(reply.Id, state, reason, receivedAt);
    }

    // The newest uncertain reply of the same text, at about the time of its call.
    private void RecogniseByText(MessageReceived echo, IntakeSettings settings, DateTime receivedAt)
    {
        if (echo.Text is null || echo.Person.Count == 0 || replies.Uncertain(echo.SenderId, echo.RecipientId) is not { Count: > 0 } uncertain)
            return;
        var reply = uncertain.FirstOrDefault(reply => reply.Content.Text == echo.Text && echo.Time >= reply.Time - EchoTime.BeforeCall && echo.Time <= reply.Time + EchoTime.AfterCall);
        if (reply is not null && !replies.IsTaken(echo.MessageId))
            Settle(reply, reply.Attempts, echo.MessageId, echo, settings, receivedAt, note: ReplyNotes.ByText);
    }

    /// <returns>False if all is known.</returns>
    private bool Settle(
        SentReply reply, int attempt, string key, WebhookEvent @event, IntakeSettings settings, DateTime receivedAt, string? recipientId = null, string? note = null)
    {
        // An earlier call than the last was accepted after all: its message is stored, and the reply goes its way.
        var isLast = attempt == reply.Attempts;
        var isKnown = isLast && reply.MessageId == key;
        if (isKnown && recipientId is null)
            return false;
        var isNew = isLast && !isKnown;
        if (isNew)
            replies.MarkSent(reply.Id, key, note, receivedAt);
        var isChanged = applier.Apply(MessageOf(reply, key, @event, receivedAt, recipientId), settings);
        if (isNew)
            Follow(reply with { State = ReplyState.Sent, MessageId = key, Reason = note }, key, receivedAt);
        return isChanged;
    }

    private bool Fail(SentReply reply, int attempt, ReplySettled settled, IntakeSettings settings, DateTime receivedAt)
    {
        if (reply.State != ReplyState.Failed || attempt != reply.Attempts)
            return false;
        var key = MessageKeys.Unsent(reply.Id, attempt);
        applier.Apply(MessageOf(reply, key, settled, receivedAt, null), settings);
        return receipts.Apply(
            new StatusReceived(settled.Origin)
            {
                Target = key,
                Name = "failed",
                Status = MessageStatus.Failed,
                Time = reply.Time,
                BusinessId = reply.BusinessId,
                Errors = [("", ErrorOf(reply.Reason))],
            },
            settings,
            receivedAt);
    }

    private static MessageReceived MessageOf(SentReply reply, string key, WebhookEvent @event, DateTime receivedAt, string? recipientId)
    {
        var isPublic = reply.CommentId is not null && reply.Content.Private is not true;
        var person = isPublic ? [] : PeopleOf(reply, recipientId);
        return new MessageReceived(@event.Origin)
        {
            Platform = reply.Channel,
            Person = person,
            Direction = MessageDirection.Outbound,
            SenderId = reply.BusinessId,
            RecipientId = isPublic || person.Count == 0 ? "" : person[0].Value,
            MessageId = key,
            Time = reply.Time,
            ReceivedAt = receivedAt,
            Rank = CopyRank.Sent,
            Type = isPublic ? "comment" : TypeOf(reply),
            Text = reply.Content.Text ?? reply.Content.Attachment?.Caption,
            Metadata = new MessageMetadata
            {
                Actor = reply.Writer,
                OutboxId = reply.Id,
                Content = reply.Content.IsPlainText || reply.CommentId is not null ? null : reply.Content.ToString(),
            },
            CommentId = isPublic ? CommentIdOf(key) : null,
            ParentKey = isPublic ? MessageKeys.Comment(reply.Channel, reply.CommentId!) : null,
        };
    }

    // The answer to a private reply names the person of the thread. The comment's author is the same person, perhaps under another id.
    private static IReadOnlyList<Identity> PeopleOf(SentReply reply, string? recipientId) =>
        [.. ((string?[])[recipientId, reply.RecipientId])
            .OfType<string>().Distinct(StringComparer.Ordinal).Select(id => new Identity(KindOf(reply.Channel, id), id))];

    private static string KindOf(string channel, string id) => channel switch
    {
        Platform.WhatsApp => id.All(char.IsAsciiDigit) ? IdentityKind.WhatsAppPhone : IdentityKind.WhatsAppUser,
        Platform.Instagram => IdentityKind.Instagram,
        _ => IdentityKind.Facebook,
    };

    private static string TypeOf(SentReply reply) => reply.Content switch
    {
        { Template: not null } => "template",
        { Attachment.Type: Graph.SendAttachmentType.File } when reply.Channel == Platform.WhatsApp => "document",
        { Attachment: { } attachment } => EnumText.Wire(attachment.Type),
        _ => "text",
    };

    private static string KeyOf(SentReply reply, string messageId) =>
        reply.CommentId is not null && reply.Content.Private is not true ? MessageKeys.Comment(reply.Channel, messageId) : messageId;

    private static string CommentIdOf(string key) => key[(key.LastIndexOf(':') + 1)..];

    private static string ErrorOf(string? reason) => new JsonObject { ["message"] = reason }.ToJsonString(WireJson.Options);

    private static string ReasonOf(string? errors)
    {
        using var document = errors is null ? null : JsonDocument.Parse(errors);
        var codes = document is null ? [] : document.RootElement.Items().Select(error => error.Get("code"u8).Id()).OfType<string>().ToArray();
        return codes.Length == 0 ? "Meta could not deliver it." : $"Meta could not deliver it (code {string.Join(", ", codes)}).";
    }
}
