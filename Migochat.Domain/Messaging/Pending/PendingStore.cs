using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The intake's prepared SQL for changes that wait for their message or person.</summary>
internal sealed class PendingStore : IDisposable
{
    private const string Table = "pending_receipts";

    // What waits for a target is changed here alone, which forgets that target.
    private readonly ReadAhead<string, (string Discriminator, PendingChange Pending)> _waiting;
    private readonly Statement _keep;
    private readonly Statement _remove;
    private readonly Statement _name;

    public PendingStore(DatabaseConnection connection)
    {
        _waiting = new ReadAhead<string, (string, PendingChange)>(
            connection, Statement.Nothing, "SELECT kind, discriminator, event_at, payload FROM pending_receipts WHERE target = @0", [ColumnType.Text],
            (target, statement) => statement.Add(target), row => (row.Text(1), Read(row)));
        _keep = new Statement(connection, """
            INSERT INTO pending_receipts (target, kind, discriminator, event_at, payload, received_at) VALUES (@0, @1, @2, @3, @4, @5)
            ON CONFLICT (target, kind, discriminator) DO UPDATE SET event_at = excluded.event_at
            WHERE excluded.event_at < pending_receipts.event_at
            """, Table);
        _remove = new Statement(connection, "DELETE FROM pending_receipts WHERE target = @0 AND kind = @1 AND discriminator = @2", Table);
        _name = new Statement(connection, """
            INSERT INTO pending_receipt_people (pending_receipt_id, kind, value)
            SELECT id, @3, @4 FROM pending_receipts WHERE target = @0 AND kind = @1 AND discriminator = @2
            ON CONFLICT DO NOTHING
            """, Statement.Nothing);
    }

    /// <summary>The target of changes that wait for a person with this id.</summary>
    public static string KeyOf(Identity identity) => $"id:{identity.Kind}:{identity.Value}";

    /// <summary>Keeps it until its target is there; the same again is kept once.</summary>
    /// <returns>False if it waits already.</returns>
    public bool Keep(string target, PendingChange pending, DateTime receivedAt)
    {
        var payload = Payload(pending);
        var discriminator = Discriminator(pending, payload);
        var isKept = _keep.Run(target, pending.Kind, discriminator, pending.At, payload, receivedAt) == 1;
        _waiting.Forget(target);
        if (isKept)
        {
            foreach (var identity in pending.Content.People)
                _name.Run(target, pending.Kind, discriminator, identity.Kind, identity.Value);
        }

        return isKept;
    }

    /// <summary>Notes a target for the next round trip.</summary>
    public void Ask(string target) => _waiting.Ask(target);

    /// <summary>Adds what was asked for to a round trip.</summary>
    public void AddTo(ICollection<SetStatement> round) => _waiting.AddTo(round);

    /// <summary>All that waits for a target, in the same order on every engine.</summary>
    public IReadOnlyList<PendingChange> Of(string target) => _waiting.Of(target) is not { Count: > 0 } waiting
        ? []
        : [.. waiting.OrderBy(one => one.Pending.Kind, StringComparer.Ordinal).ThenBy(one => one.Discriminator, StringComparer.Ordinal).Select(one => one.Pending)];

    /// <summary>True if something of that kind waits for a target.</summary>
    public bool Holds(string target, string kind) => _waiting.Of(target).Any(one => one.Pending.Kind == kind);

    public void Remove(string target, PendingChange pending)
    {
        _remove.Run(target, pending.Kind, Discriminator(pending, Payload(pending)));
        _waiting.Forget(target);
    }

    public void Dispose()
    {
        foreach (var prepared in (IDisposable[])[_waiting, _keep, _name, _remove])
            prepared.Dispose();
    }

    private static PendingChange Read(Rows row) => new(row.Text(0), row.Time(2), JsonSerializer.Deserialize(row.Text(3), PendingJson.Default.PendingContent)!);

    private static string Payload(PendingChange pending) => JsonSerializer.Serialize(pending.Content, PendingJson.Default.PendingContent);

    // A group's statuses come for every member; when, says nothing about the message.
    private static string Discriminator(PendingChange pending, string payload)
    {
        var what = pending.Kind == PendingKind.Status ? payload : $"{UtcText.From(pending.At)}\n{payload}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)));
    }
}
