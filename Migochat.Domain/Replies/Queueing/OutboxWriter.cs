using Migochat.Data;

namespace Migochat.Replies;

/// <summary>Adds replies to the outbox: all parts of one request, its key, and the joining with the text before, in one transaction.</summary>
public sealed class OutboxWriter(IDatabaseEngine engine, WriteScopes writes)
{
    private const string Add = """
        INSERT INTO outbox (user_id, channel, business_id, recipient_id, comment_id, content, state, mark, writer, automated, first_id,
                            attempts, next_attempt_at, open_until, price, free_until, created_at, changed_at)
        VALUES (@0, @1, @2, @3, @4, @5, 'QUEUED', @6, @7, @8, @9, 0, @10, @11, @12, @13, @14, @14)
        RETURNING id
        """;

    /// <param name="replies">The parts in their order; at least one.</param>
    /// <param name="request">The key, without the reply's id; null: none was sent.</param>
    /// <param name="joinWithin">See <see cref="JoinRule"/>.</param>
    /// <param name="isOnlyPrivateAnswer">True: nothing is added if the comment has a private answer.</param>
    /// <param name="cancellationToken">Without effect once it is this caller's turn.</param>
    /// <returns>The id of the first row.</returns>
    internal async Task<(AddOutcome Outcome, long Id)> AddAsync(
        IReadOnlyList<Reply> replies, ReplyRequest? request, TimeSpan joinWithin, bool isOnlyPrivateAnswer, CancellationToken cancellationToken)
    {
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var scope = await writes.BeginAsync(connection, cancellationToken);
        if (!Exists(connection, "SELECT 1 FROM users WHERE id = @0", replies[0].UserId))
            return (AddOutcome.NoLead, 0);
        if (request is not null && Exists(connection, "SELECT 1 FROM outbox_requests WHERE idempotency_key = @0", request.IdempotencyKey))
            return (AddOutcome.KeyUsed, 0);
        if (isOnlyPrivateAnswer && HasPrivateAnswer(connection, replies[0].CommentId!))
            return (AddOutcome.AnsweredPrivately, 0);
        var first = Join(connection, replies, joinWithin) ?? AddAll(connection, replies);
        if (request is not null)
            Keep(connection, request, first);
        scope.Commit();
        return (AddOutcome.Added, first);
    }

    private static bool HasPrivateAnswer(DatabaseConnection connection, string commentId)
    {
        using var find = new Statement(connection, "SELECT content FROM outbox WHERE comment_id = @0 AND state NOT IN ('FAILED', 'CANCELLED')");
        using var row = find.Query(commentId);
        while (row.Read())
        {
            if (ReplyContent.Parse(row.Text(0)).Private is true)
                return true;
        }

        return false;
    }

    private static long? Join(DatabaseConnection connection, IReadOnlyList<Reply> replies, TimeSpan within)
    {
        if (within == TimeSpan.Zero || replies is not [var next] || Last(connection, next.UserId) is not { } last || JoinRule.Join(last, next, within) is not { } text)
            return null;
        using var join = new Statement(connection, "UPDATE outbox SET content = @1, changed_at = @2 WHERE id = @0");
        join.Run(last.Id, new ReplyContent { Text = text }.ToString(), next.CreatedAt);
        return last.Id;
    }

    private static Reply? Last(DatabaseConnection connection, long userId)
    {
        using var find = new Statement(connection, """
            SELECT id, channel, business_id, recipient_id, comment_id, content, state, writer, automated, first_id, attempts, created_at
            FROM outbox WHERE user_id = @0 ORDER BY id DESC LIMIT 1
            """);
        using var row = find.Query(userId);
        return !row.Read() ? null : new Reply
        {
            Id = row.Number(0),
            UserId = userId,
            Channel = row.Text(1),
            BusinessId = row.Text(2),
            RecipientId = row.TextOrNull(3),
            CommentId = row.TextOrNull(4),
            Content = row.Text(5),
            State = EnumText.FromStored<ReplyState>(row.Text(6)),
            Writer = row.TextOrNull(7),
            Automated = row.Truth(8),
            FirstId = row.NumberOrNull(9),
            Attempts = (int)row.Number(10),
            CreatedAt = row.Time(11),
            Mark = "",
        };
    }

    private static long AddAll(DatabaseConnection connection, IReadOnlyList<Reply> replies)
    {
        using var add = new Statement(connection, Add);
        using var setFirst = new Statement(connection, "UPDATE outbox SET first_id = @0 WHERE id = @0");
        long first = 0;
        foreach (var reply in replies)
        {
            var id = add.RunForId(
                reply.UserId, reply.Channel, reply.BusinessId, reply.RecipientId, reply.CommentId, reply.Content, reply.Mark, reply.Writer, reply.Automated,
                first == 0 ? null : first, reply.NextAttemptAt, reply.OpenUntil, EnumText.Stored(reply.Price), reply.FreeUntil, reply.CreatedAt)!.Value;
            if (first == 0)
                first = id;
        }

        if (replies.Count > 1)
            setFirst.Run(first);
        return first;
    }

    private static void Keep(DatabaseConnection connection, ReplyRequest request, long replyId)
    {
        using var keep = new Statement(connection, "INSERT INTO outbox_requests (idempotency_key, body_hash, reply_id, created_at) VALUES (@0, @1, @2, @3)");
        keep.Run(request.IdempotencyKey, request.BodyHash, replyId, request.CreatedAt);
    }

    private static bool Exists(DatabaseConnection connection, string sql, object value)
    {
        using var find = new Statement(connection, sql);
        return find.RunForId(value) is not null;
    }
}

/// <summary>The result of adding a reply.</summary>
internal enum AddOutcome
{
    Added,

    /// <summary>The lead was removed meanwhile.</summary>
    NoLead,

    /// <summary>A request with that key was stored meanwhile.</summary>
    KeyUsed,

    /// <summary>The comment has a private answer.</summary>
    AnsweredPrivately,
}
