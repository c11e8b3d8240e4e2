using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The intake's prepared SQL for changes that wait for their message or person.</summary>
internal sealed class PendingStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _keep = new(connection, """
        INSERT INTO pending_receipts (target, kind, discriminator, event_at, payload, received_at) VALUES (@0, @1, @2, @3, @4, @5)
        ON CONFLICT (target, kind, discriminator) DO UPDATE SET event_at = excluded.event_at
        WHERE excluded.event_at < pending_receipts.event_at
        """);

    private readonly Statement _of = new(connection, "SELECT kind, event_at, payload FROM pending_receipts WHERE target = @0 ORDER BY kind, discriminator");
    private readonly Statement _holds = new(connection, "SELECT 1 FROM pending_receipts WHERE target = @0 AND kind = @1 LIMIT 1");
    private readonly Statement _remove = new(connection, "DELETE FROM pending_receipts WHERE target = @0 AND kind = @1 AND discriminator = @2");

    private readonly Statement _name = new(connection, """
        INSERT INTO pending_receipt_people (pending_receipt_id, kind, value)
        SELECT id, @3, @4 FROM pending_receipts WHERE target = @0 AND kind = @1 AND discriminator = @2
        ON CONFLICT DO NOTHING
        """);

    /// <summary>The target of changes that wait for a person with this id.</summary>
    public static string KeyOf(Identity identity) => $"id:{identity.Kind}:{identity.Value}";

    /// <summary>Keeps it until its target is there; the same again is kept once.</summary>
    /// <returns>False if it waits already.</returns>
    public bool Keep(string target, PendingChange pending, DateTime receivedAt)
    {
        var payload = Payload(pending);
        var discriminator = Discriminator(pending, payload);
        var isKept = _keep.Run(target, pending.Kind, discriminator, pending.At, payload, receivedAt) == 1;
        if (isKept)
        {
            foreach (var identity in pending.Content.People)
                _name.Run(target, pending.Kind, discriminator, identity.Kind, identity.Value);
        }

        return isKept;
    }

    /// <summary>All that waits for a target.</summary>
    public IReadOnlyList<PendingChange> Of(string target)
    {
        using var row = _of.Query(target);
        List<PendingChange>? pending = null;
        while (row.Read())
            (pending ??= []).Add(new PendingChange(row.Text(0), row.Time(1), JsonSerializer.Deserialize(row.Text(2), PendingJson.Default.PendingContent)!));
        return pending ?? [];
    }

    /// <summary>True if something of that kind waits for a target.</summary>
    public bool Holds(string target, string kind) => _holds.RunForId(target, kind) is not null;

    public void Remove(string target, PendingChange pending) => _remove.Run(target, pending.Kind, Discriminator(pending, Payload(pending)));

    public void Dispose()
    {
        foreach (var prepared in (Statement[])[_keep, _name, _of, _holds, _remove])
            prepared.Dispose();
    }

    private static string Payload(PendingChange pending) => JsonSerializer.Serialize(pending.Content, PendingJson.Default.PendingContent);

    // A group's statuses come for every member; when, says nothing about the message.
    private static string Discriminator(PendingChange pending, string payload)
    {
        var what = pending.Kind == PendingKind.Status ? payload : $"{UtcText.From(pending.At)}\n{payload}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)));
    }
}
