using Migochat.Data;

namespace Migochat.Replies;

/// <summary>The intake's prepared SQL for the outbox: it finds the reply of an echo, a status or an answer, and settles it in the same transaction as its message.</summary>
internal sealed class SentReplyStore : IDisposable
{
    private const string Table = "outbox";

    private const string Columns = """
        SELECT id, channel, business_id, recipient_id, comment_id, content, state, writer, attempts, sending_at, message_id, created_at, reason FROM outbox
        """;

    private readonly ReadAhead<string, SentReply> _byMark;
    private readonly ReadAhead<string, SentReply> _byMessage;
    private readonly ReadAhead<(string Business, string Recipient), SentReply> _uncertain;
    private readonly Statement _byId;
    private readonly Statement _isTaken;
    private readonly Statement _sent;
    private readonly Statement _state;
    private readonly Statement _price;

    public SentReplyStore(DatabaseConnection connection)
    {
        _byMark = new ReadAhead<string, SentReply>(
            connection, Table, $"{Columns} WHERE mark = @0", [ColumnType.Text], (word, statement) => statement.Add(word), ReadRow);
        _byMessage = new ReadAhead<string, SentReply>(
            connection, Table, $"{Columns} WHERE message_id = @0", [ColumnType.Text], (key, statement) => statement.Add(key), ReadRow);
        // An echo on Instagram has no mark. The newest such reply is compared by its text.
        _uncertain = new ReadAhead<(string Business, string Recipient), SentReply>(
            connection, Table, $"""
            {Columns} WHERE state = 'UNCERTAIN' AND channel = 'instagram' AND business_id = @0 AND recipient_id = @1 AND comment_id IS NULL
            """, [ColumnType.Text, ColumnType.Text], (thread, statement) => statement.Add(thread.Business, thread.Recipient), ReadRow);
        _byId = new Statement(connection, $"{Columns} WHERE id = @0");
        _isTaken = new Statement(connection, "SELECT id FROM outbox WHERE message_id = @0 LIMIT 1");
        _sent = new Statement(connection, """
            UPDATE outbox SET state = 'SENT', message_id = @1, reason = @2, claimed_until = NULL, changed_at = @3 WHERE id = @0
            """, Table);
        _state = new Statement(connection, "UPDATE outbox SET state = @1, reason = @2, changed_at = @3 WHERE id = @0", Table);
        _price = new Statement(connection, "UPDATE outbox SET price = @1 WHERE id = @0", Table);
    }

    /// <summary>Notes the word of a mark for the next round trip.</summary>
    public void Ask(string word) => _byMark.Ask(word);

    /// <summary>Notes the key of a message whose status came without a mark.</summary>
    public void AskMessage(string messageKey) => _byMessage.Ask(messageKey);

    /// <summary>Notes an Instagram thread in which the shop wrote something without a mark.</summary>
    public void Ask(string businessId, string recipientId) => _uncertain.Ask((businessId, recipientId));

    /// <summary>Adds what was asked for to a round trip.</summary>
    public void AddTo(ICollection<SetStatement> round)
    {
        _byMark.AddTo(round);
        _byMessage.AddTo(round);
        _uncertain.AddTo(round);
    }

    public SentReply? Find(string word) => _byMark.Of(word) is [var reply] ? reply : null;

    public SentReply? FindByMessage(string messageKey) => _byMessage.Of(messageKey) is [var reply] ? reply : null;

    public SentReply? Find(long id)
    {
        using var row = _byId.Query(id);
        return row.Read() ? ReadRow(row) : null;
    }

    /// <summary>True if a reply has that message already.</summary>
    public bool IsTaken(string messageKey) => _isTaken.RunForId(messageKey) is not null;

    /// <summary>The uncertain replies on Instagram to that person, newest first.</summary>
    public IReadOnlyList<SentReply> Uncertain(string businessId, string recipientId) =>
        [.. _uncertain.Of((businessId, recipientId)).OrderByDescending(reply => reply.Id)];

    /// <param name="id">The reply.</param>
    /// <param name="messageKey">The key of its message.</param>
    /// <param name="note">How it was recognised, where that is not certain.</param>
    /// <param name="now">UTC.</param>
    public void MarkSent(long id, string messageKey, string? note, DateTime now) => _sent.Run(id, messageKey, note, now);

    /// <summary>Of a reply that is sent: whether Meta could deliver it.</summary>
    public void SetState(long id, ReplyState state, string? reason, DateTime now) => _state.Run(id, EnumText.Stored(state), reason, now);

    public void SetPrice(long id, bool isBilled) => _price.Run(id, EnumText.Stored(isBilled ? ReplyPrice.Billed : ReplyPrice.Free));

    public void Dispose()
    {
        foreach (var prepared in (IDisposable[])[_byMark, _byMessage, _uncertain, _byId, _isTaken, _sent, _state, _price])
            prepared.Dispose();
    }

    private static SentReply ReadRow(Rows row) => new()
    {
        Id = row.Number(0),
        Channel = row.Text(1),
        BusinessId = row.Text(2),
        RecipientId = row.TextOrNull(3),
        CommentId = row.TextOrNull(4),
        Content = ReplyContent.Parse(row.Text(5)),
        State = EnumText.FromStored<ReplyState>(row.Text(6)),
        Writer = row.TextOrNull(7),
        Attempts = (int)row.Number(8),
        Time = row.TimeOrNull(9) ?? row.Time(11),
        MessageId = row.TextOrNull(10),
        Reason = row.TextOrNull(12),
    };
}

/// <summary>A row of the outbox, as the intake needs it.</summary>
internal sealed record SentReply
{
    public required long Id { get; init; }
    public required string Channel { get; init; }
    public required string BusinessId { get; init; }
    public required string? RecipientId { get; init; }
    public required string? CommentId { get; init; }
    public required ReplyContent Content { get; init; }
    public required ReplyState State { get; init; }
    public required string? Writer { get; init; }
    public required int Attempts { get; init; }

    /// <summary>The beginning of the last call, else of its wait; UTC.</summary>
    public required DateTime Time { get; init; }

    public required string? MessageId { get; init; }
    public required string? Reason { get; init; }
}
