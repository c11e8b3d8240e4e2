using System.Text.Json;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>
/// The intake's prepared SQL for answers that only receipts show: the shop sent them with another program, and no echo came.
/// They are rows of <c>pending_receipts</c> under the receiver's id. A row ends when its message becomes known, which then counts
/// by its own time.
/// </summary>
internal sealed class SentElsewhereStore : IDisposable
{
    private const string Table = "pending_receipts";

    // A message that failed is no answer, unless a later receipt shows that it arrived after all.
    private const string IsAnswer = """
        (NOT EXISTS (SELECT 1 FROM pending_receipts f
                     WHERE f.target = p.discriminator AND f.kind = 'status' AND f.payload LIKE '%"status":"failed"%')
         OR EXISTS (SELECT 1 FROM pending_receipts d
                    WHERE d.target = p.discriminator AND d.kind = 'status' AND (d.payload LIKE '%"status":"delivered"%' OR d.payload LIKE '%"status":"read"%')))
        """;

    // The receivers of a message are changed here alone, which forgets that message. Statuses change what is an answer.
    private readonly ReadAhead<string, Identity> _receivers;
    private readonly ReadAhead<Identity, DateTime?> _latestTo;
    private readonly Statement _keep;
    private readonly Statement _name;
    private readonly Statement _remove;
    private readonly Statement _latest;

    public SentElsewhereStore(DatabaseConnection connection)
    {
        _receivers = new ReadAhead<string, Identity>(
            connection, Statement.Nothing, "SELECT target FROM pending_receipts WHERE kind = 'sent' AND discriminator = @0", [ColumnType.Text],
            (messageKey, statement) => statement.Add(messageKey), row => Receiver(row.Text(0)));
        _latestTo = new ReadAhead<Identity, DateTime?>(
            connection, Table,
            $"SELECT max(p.event_at) FROM pending_receipts p WHERE p.target = 'sent:' || @0 || ':' || @1 AND p.kind = 'sent' AND {IsAnswer}",
            [ColumnType.Text, ColumnType.Text], (identity, statement) => statement.Add(identity.Kind, identity.Value), row => row.TimeOrNull(0));
        _keep = new Statement(connection, """
            INSERT INTO pending_receipts (target, kind, discriminator, event_at, payload, received_at)
            VALUES (@0, 'sent', @1, @2, @3, @4)
            ON CONFLICT (target, kind, discriminator) DO UPDATE SET event_at = excluded.event_at
            WHERE excluded.event_at < pending_receipts.event_at
            """, Table);
        _name = new Statement(connection, """
            INSERT INTO pending_receipt_people (pending_receipt_id, kind, value)
            SELECT id, @0, @1 FROM pending_receipts WHERE target = 'sent:' || @0 || ':' || @1 AND kind = 'sent' AND discriminator = @2
            ON CONFLICT DO NOTHING
            """, Statement.Nothing);
        _remove = new Statement(connection, "DELETE FROM pending_receipts WHERE kind = 'sent' AND discriminator = @0", Table);
        _latest = new Statement(connection, $"""
            SELECT max(p.event_at)
            FROM user_identities i JOIN pending_receipts p ON p.target = 'sent:' || i.kind || ':' || i.value AND p.kind = 'sent'
            WHERE i.user_id = @0 AND {IsAnswer}
            """);
    }

    /// <summary>Notes a message of the shop's for the next round trip.</summary>
    public void Ask(string messageKey) => _receivers.Ask(messageKey);

    /// <summary>Notes an id that is about to become somebody's.</summary>
    public void AskLatestTo(Identity receiver) => _latestTo.Ask(receiver);

    /// <summary>Adds what was asked for to a round trip.</summary>
    public void AddTo(ICollection<SetStatement> round)
    {
        _receivers.AddTo(round);
        _latestTo.AddTo(round);
    }

    /// <summary>The receivers for whom the message is kept.</summary>
    public IReadOnlyList<Identity> ReceiversOf(string messageKey) => _receivers.Of(messageKey);

    /// <param name="receiver">The person's id in the receipt.</param>
    /// <param name="messageKey">The message's, which no row has yet.</param>
    /// <param name="at">When it had been sent, UTC. Of several times the earliest counts.</param>
    /// <param name="receivedAt">UTC.</param>
    /// <returns>False if that is known already.</returns>
    public bool Keep(Identity receiver, string messageKey, DateTime at, DateTime receivedAt)
    {
        var payload = JsonSerializer.Serialize(new PendingContent { About = [receiver] }, PendingJson.Default.PendingContent);
        var isNew = _keep.Run($"sent:{receiver.Kind}:{receiver.Value}", messageKey, at, payload, receivedAt) == 1;
        _receivers.Forget(messageKey);
        if (isNew)
            _name.Run(receiver.Kind, receiver.Value, messageKey);
        return isNew;
    }

    /// <summary>The message is known now.</summary>
    /// <returns>The receivers for whom it was kept; none as a rule.</returns>
    public IReadOnlyList<Identity> Remove(string messageKey)
    {
        var receivers = _receivers.Of(messageKey);
        if (receivers.Count > 0)
        {
            _remove.Run(messageKey);
            _receivers.Forget(messageKey);
        }

        return receivers;
    }

    /// <summary>The latest of a person's, UTC; null where there is none.</summary>
    public DateTime? Latest(long userId)
    {
        using var row = _latest.Query(userId);
        return row.Read() ? row.TimeOrNull(0) : null;
    }

    /// <summary>The latest to one id, UTC; null where there is none.</summary>
    public DateTime? LatestTo(Identity receiver) => _latestTo.Of(receiver) is [var latest] ? latest : null;

    public void Dispose()
    {
        foreach (var prepared in (IDisposable[])[_receivers, _latestTo, _keep, _name, _remove, _latest])
            prepared.Dispose();
    }

    private static Identity Receiver(string target)
    {
        var parts = target.Split(':', 3);
        return new Identity(parts[1], parts[2]);
    }
}
