using Migochat.Data;

namespace Migochat.Replies;

/// <summary>
/// The outbox's own changes of state, each in a transaction of its own. Plain SQL, because each must test the present state and
/// change it in one statement.
/// </summary>
public sealed class OutboxStore(IDatabaseEngine engine, WriteScopes writes, TimeProvider time)
{
    /// <summary>Longer than any call takes. After it a reply that is still being sent belongs to a process that ended.</summary>
    internal static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(60);

    /// <summary>How long an uncertain reply waits for its echo or status before staff may decide.</summary>
    public static readonly TimeSpan WaitForEcho = TimeSpan.FromMinutes(10);

    private const string EndedInBetween = "The service ended during the call, so nobody knows whether Meta took it.";

    // One at a time and in order for each person. An uncertain reply holds nothing up: Meta took it before the next one, or never.
    private const string Claim = """
        UPDATE outbox SET state = 'SENDING', attempts = attempts + 1, message_id = NULL, sending_at = @1, claimed_until = @2, changed_at = @1
        WHERE id = @0 AND state = 'QUEUED' AND next_attempt_at <= @1
          AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.user_id = outbox.user_id AND o.state IN ('QUEUED', 'SENDING')
                          AND (o.state = 'SENDING' OR o.id < outbox.id))
        RETURNING attempts, content
        """;

    /// <summary>Claims those that still wait. From the commit on they count as sent until the opposite is known.</summary>
    internal async Task<IReadOnlyList<ClaimedReply>> ClaimAsync(IReadOnlyList<Reply> replies, CancellationToken cancellationToken)
    {
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var claim = new Statement(connection, Claim);
        var claimed = new List<ClaimedReply>();
        using var scope = await writes.BeginAsync(connection, cancellationToken);
        var now = time.Now();
        foreach (var reply in replies)
        {
            using var row = claim.Query(reply.Id, now, now + LongestCall);
            if (row.Read())
                claimed.Add(new ClaimedReply(reply, (int)row.Number(0), ReplyContent.Parse(row.Text(1)), time.GetTimestamp()));
        }

        scope.Commit();
        return claimed;
    }

    /// <summary>Puts a reply back that Meta certainly did not take.</summary>
    internal Task<bool> PutBackAsync(ClaimedReply claimed, string reason, DateTime nextAttemptAt) => SettleAsync(claimed, """
        UPDATE outbox SET state = 'QUEUED', reason = @2, next_attempt_at = @3, claimed_until = NULL, changed_at = @4
        WHERE id = @0 AND attempts = @1 AND state IN ('SENDING', 'UNCERTAIN')
        """, reason, nextAttemptAt);

    /// <returns>False if an echo or status has told meanwhile.</returns>
    internal Task<bool> SetUncertainAsync(ClaimedReply claimed, string reason) => SettleAsync(claimed, """
        UPDATE outbox SET state = 'UNCERTAIN', reason = @2, claimed_until = @3, changed_at = @4
        WHERE id = @0 AND attempts = @1 AND state = 'SENDING'
        """, reason, null);

    /// <summary>Also fails the later parts of the same text.</summary>
    internal async Task<bool> FailAsync(ClaimedReply claimed, string reason)
    {
        using var connection = await engine.OpenPooledAsync(CancellationToken.None);
        using var fail = new Statement(connection, """
            UPDATE outbox SET state = 'FAILED', reason = @2, claimed_until = NULL, changed_at = @3
            WHERE id = @0 AND attempts = @1 AND state IN ('SENDING', 'UNCERTAIN')
            """);
        using var failParts = new Statement(connection, """
            UPDATE outbox SET state = 'FAILED', reason = @2, changed_at = @3 WHERE first_id = @1 AND id > @0 AND state = 'QUEUED'
            """);
        using var scope = await writes.BeginAsync(connection, CancellationToken.None);
        var isDone = fail.Run(claimed.Row.Id, claimed.Attempt, reason, time.Now()) == 1;
        if (isDone && claimed.Row.FirstId is { } first)
            failParts.Run(claimed.Row.Id, first, "An earlier part of the text was not sent.", time.Now());
        scope.Commit();
        return isDone;
    }

    /// <summary>Those that were being sent when their process ended are uncertain from now on.</summary>
    /// <returns>Their ids.</returns>
    internal async Task<IReadOnlyList<long>> ExpireClaimsAsync(CancellationToken cancellationToken)
    {
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using (var any = new Statement(connection, "SELECT 1 FROM outbox WHERE state = 'SENDING' AND claimed_until < @0 LIMIT 1"))
        {
            if (any.RunForId(time.Now()) is null)
                return [];
        }

        using var expire = new Statement(connection, """
            UPDATE outbox SET state = 'UNCERTAIN', reason = @1, claimed_until = NULL, changed_at = @0 WHERE state = 'SENDING' AND claimed_until < @0 RETURNING id
            """);
        using var scope = await writes.BeginAsync(connection, cancellationToken);
        var ids = new List<long>();
        using (var row = expire.Query(time.Now(), EndedInBetween))
        {
            while (row.Read())
                ids.Add(row.Number(0));
        }

        scope.Commit();
        return ids;
    }

    /// <summary>Takes a reply back that waits, with the other parts of its text that wait; or gives up an uncertain one.</summary>
    /// <returns>Null if there is no such reply; false if its state does not allow it.</returns>
    public Task<bool?> CancelAsync(long id, CancellationToken cancellationToken) => DecideAsync(id, """
        UPDATE outbox SET state = 'CANCELLED', changed_at = @1
        WHERE (id = @0 OR (first_id = (SELECT first_id FROM outbox WHERE id = @0) AND state = 'QUEUED'))
          AND (state = 'QUEUED' OR (state = 'UNCERTAIN' AND changed_at <= @2))
        """, cancellationToken);

    /// <summary>Queues a reply again that failed, with the later parts of its text; or an uncertain one that no echo confirmed.</summary>
    /// <returns>Null if there is no such reply; false if its state does not allow it.</returns>
    public Task<bool?> RetryAsync(long id, CancellationToken cancellationToken) => DecideAsync(id, """
        UPDATE outbox SET state = 'QUEUED', next_attempt_at = @1, changed_at = @1
        WHERE (id = @0 AND (state = 'FAILED' OR (state = 'UNCERTAIN' AND changed_at <= @2)))
           OR (first_id = (SELECT first_id FROM outbox WHERE id = @0 AND state IN ('FAILED', 'UNCERTAIN')) AND id > @0 AND state = 'FAILED' AND attempts = 0)
        """, cancellationToken);

    private async Task<bool?> DecideAsync(long id, string sql, CancellationToken cancellationToken)
    {
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var exists = new Statement(connection, "SELECT 1 FROM outbox WHERE id = @0");
        using var decide = new Statement(connection, sql);
        using var scope = await writes.BeginAsync(connection, cancellationToken);
        if (exists.RunForId(id) is null)
            return null;
        var isDone = decide.Run(id, time.Now(), time.Now() - WaitForEcho) > 0;
        scope.Commit();
        return isDone;
    }

    // Without the request's or the host's token: the call is made, and its outcome must not be lost.
    private async Task<bool> SettleAsync(ClaimedReply claimed, string sql, string reason, DateTime? at)
    {
        using var connection = await engine.OpenPooledAsync(CancellationToken.None);
        using var settle = new Statement(connection, sql);
        using var scope = await writes.BeginAsync(connection, CancellationToken.None);
        var isDone = settle.Run(claimed.Row.Id, claimed.Attempt, reason, at, time.Now()) == 1;
        scope.Commit();
        return isDone;
    }
}

/// <summary>A reply whose call may begin.</summary>
/// <param name="Row">As it was read before; its state, attempts and content are older.</param>
/// <param name="Attempt">The call's number.</param>
/// <param name="Content">As it was at the claim.</param>
/// <param name="ClaimedAt">The process's monotonic time stamp.</param>
internal sealed record ClaimedReply(Reply Row, int Attempt, ReplyContent Content, long ClaimedAt)
{
    public string Mark => new ReplyMark(Row.Mark, Attempt).ToString();
}
