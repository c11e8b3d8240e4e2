using System.Text.Json;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>
/// The intake's prepared SQL for answers that only receipts show: the shop sent them with another program, and no echo came.
/// They are rows of <c>pending_receipts</c> under the receiver's id. A row ends when its message becomes known, which then counts
/// by its own time.
/// </summary>
internal sealed class SentElsewhereStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _keep = new(connection, """
        INSERT INTO pending_receipts (target, kind, discriminator, event_at, payload, received_at)
        VALUES (@0, 'sent', @1, @2, @3, @4)
        ON CONFLICT (target, kind, discriminator) DO UPDATE SET event_at = excluded.event_at
        WHERE excluded.event_at < pending_receipts.event_at
        """);

    private readonly Statement _name = new(connection, """
        INSERT INTO pending_receipt_people (pending_receipt_id, kind, value)
        SELECT id, @0, @1 FROM pending_receipts WHERE target = 'sent:' || @0 || ':' || @1 AND kind = 'sent' AND discriminator = @2
        ON CONFLICT DO NOTHING
        """);

    private readonly Statement _remove = new(connection, "DELETE FROM pending_receipts WHERE kind = 'sent' AND discriminator = @0 RETURNING target");

    // A message that failed is no answer, unless a later receipt shows that it arrived after all.
    private const string IsAnswer = """
        (NOT EXISTS (SELECT 1 FROM pending_receipts f
                     WHERE f.target = p.discriminator AND f.kind = 'status' AND f.payload LIKE '%"status":"failed"%')
         OR EXISTS (SELECT 1 FROM pending_receipts d
                    WHERE d.target = p.discriminator AND d.kind = 'status' AND (d.payload LIKE '%"status":"delivered"%' OR d.payload LIKE '%"status":"read"%')))
        """;

    private readonly Statement _latest = new(connection, $"""
        SELECT max(p.event_at)
        FROM user_identities i JOIN pending_receipts p ON p.target = 'sent:' || i.kind || ':' || i.value AND p.kind = 'sent'
        WHERE i.user_id = @0 AND {IsAnswer}
        """);

    private readonly Statement _latestTo = new(connection, $"""
        SELECT max(p.event_at) FROM pending_receipts p WHERE p.target = 'sent:' || @0 || ':' || @1 AND p.kind = 'sent' AND {IsAnswer}
        """);

    private readonly Statement _receivers = new(connection, "SELECT target FROM pending_receipts WHERE kind = 'sent' AND discriminator = @0");

    /// <summary>The receivers for whom the message is kept.</summary>
    public IReadOnlyList<Identity> ReceiversOf(string messageKey) => ReadReceivers(_receivers.Query(messageKey));

    /// <param name="receiver">The person's id in the receipt.</param>
    /// <param name="messageKey">The message's, which no row has yet.</param>
    /// <param name="at">When it had been sent, UTC. Of several times the earliest counts.</param>
    /// <param name="receivedAt">UTC.</param>
    /// <returns>False if that is known already.</returns>
    public bool Keep(Identity receiver, string messageKey, DateTime at, DateTime receivedAt)
    {
        var payload = JsonSerializer.Serialize(new PendingContent { About = [receiver] }, PendingJson.Default.PendingContent);
        var isNew = _keep.Run($"sent:{receiver.Kind}:{receiver.Value}", messageKey, at, payload, receivedAt) == 1;
        if (isNew)
            _name.Run(receiver.Kind, receiver.Value, messageKey);
        return isNew;
    }

    /// <summary>The message is known now.</summary>
    /// <returns>The receivers for whom it was kept; none as a rule.</returns>
    public IReadOnlyList<Identity> Remove(string messageKey)
        => ReadReceivers(_remove.Query(messageKey));

    private static List<Identity> ReadReceivers(Rows rows)
    {
        using var row = rows;
        List<Identity>? receivers = null;
        while (row.Read())
        {
            var parts = row.Text(0).Split(':', 3);
            (receivers ??= []).Add(new Identity(parts[1], parts[2]));
        }

        return receivers ?? [];
    }

    /// <summary>The latest of a person's, UTC; null where there is none.</summary>
    public DateTime? Latest(long userId) => Read(_latest.Query(userId));

    /// <summary>The latest to one id, UTC; null where there is none.</summary>
    public DateTime? LatestTo(Identity receiver) => Read(_latestTo.Query(receiver.Kind, receiver.Value));

    public void Dispose()
    {
        _keep.Dispose();
        _name.Dispose();
        _remove.Dispose();
        _latest.Dispose();
        _latestTo.Dispose();
        _receivers.Dispose();
    }

    private static DateTime? Read(Rows rows)
    {
        using var row = rows;
        return row.Read() ? row.TimeOrNull(0) : null;
    }
}
