using Migochat.Data;

namespace Migochat.Replies;

/// <summary>The intake's prepared SQL for the outbox: it finds the reply of an echo, a status or an answer, and settles it in the same transaction as its message.</summary>
internal sealed class SentReplyStore(DatabaseConnection connection) : IDisposable
{
    private const string Columns = """
        SELECT id, channel, business_id, recipient_id, comment_id, content, state, writer, attempts, sending_at, message_id, created_at, reason FROM outbox
        """;

    // An echo on Instagram has no mark. The newest such reply is compared by its text.
    private readonly Statement _uncertain = new(connection, $"""
        {Columns} WHERE state = 'UNCERTAIN' AND channel = 'instagram' AND business_id = @0 AND recipient_id = @1 AND comment_id IS NULL
        ORDER BY id DESC
        """);

    private readonly Statement _byMark = new(connection, $"{Columns} WHERE mark = @0");
    private readonly Statement _byId = new(connection, $"{Columns} WHERE id = @0");
    private readonly Statement _isTaken = new(connection, "SELECT id FROM outbox WHERE message_id = @0 LIMIT 1");

    private readonly Statement _sent = new(connection, """
        UPDATE outbox SET state = 'SENT', message_id = @1, reason = @2, claimed_until = NULL, changed_at = @3 WHERE id = @0
        """);

    private readonly Statement _state = new(connection, "UPDATE outbox SET state = @1, reason = @2, changed_at = @3 WHERE id = @0 AND state <> @1");
    private readonly Statement _price = new(connection, "UPDATE outbox SET price = @1 WHERE id = @0");

    public SentReply? Find(string word) => Read(_byMark.Query(word));

    public SentReply? Find(long id) => Read(_byId.Query(id));

    /// <summary>True if a reply has that message already.</summary>
    public bool IsTaken(string messageKey) => _isTaken.RunForId(messageKey) is not null;

    /// <summary>The uncertain replies on Instagram to that person, newest first.</summary>
    public IReadOnlyList<SentReply> Uncertain(string businessId, string recipientId)
    {
        using var row = _uncertain.Query(businessId, recipientId);
        var replies = new List<SentReply>();
        while (row.Read())
            replies.Add(ReadRow(row));
        return replies;
    }

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
        foreach (var statement in (Statement[])[_uncertain, _byMark, _byId, _isTaken, _sent, _state, _price])
            statement.Dispose();
    }

    private static SentReply? Read(Rows rows)
    {
        using var row = rows;
        return row.Read() ? ReadRow(row) : null;
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
