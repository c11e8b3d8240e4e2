using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>The intake's prepared SQL for dead letters.</summary>
internal sealed class DeadLetterStore(SqliteConnection connection) : IDisposable
{
    private readonly Statement _keep = new(connection, """
        INSERT INTO dead_letters (kind, content_hash, envelope, error, received_at) VALUES (@0, @1, @2, @3, @4)
        ON CONFLICT (content_hash) DO UPDATE SET seen = seen + 1, error = excluded.error
        """);

    /// <summary>Keeps the event's own envelope; one that is kept already is seen once more.</summary>
    public void Keep(DeadLetterKind kind, EventOrigin origin, string error, DateTime receivedAt)
    {
        var storedKind = EnumText.Stored(kind);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(storedKind + origin.ToContent())));
        _keep.Run(storedKind, hash, origin.ToEnvelope(), error, receivedAt);
    }

    public void Dispose() => _keep.Dispose();
}
