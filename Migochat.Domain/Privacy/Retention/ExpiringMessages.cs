using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Privacy;

/// <summary>Removes the texts of messages, and their metadata except flags. The signals and all other columns stay.</summary>
internal sealed class ExpiringMessages(DatabaseConnection connection, DateTime from, DateTime keptSince) : IExpiring
{
    private const int LookedAt = 1000;

    private readonly Statement _look = new(connection, """
        SELECT id, timestamp, message_text IS NOT NULL, message_metadata FROM messages
        WHERE timestamp >= @0 AND (timestamp > @0 OR id > @1) AND timestamp < @2 ORDER BY timestamp, id LIMIT @3
        """);

    private readonly Statement _find = new(connection, "SELECT message_text IS NOT NULL, message_metadata FROM messages WHERE id = @0 AND timestamp < @1");
    private readonly Statement _strip = new(connection, "UPDATE messages SET message_text = NULL, message_metadata = @1 WHERE id = @0");

    private DateTime _time = from;
    private long _id;

    public bool Look(List<long> found)
    {
        using var row = _look.Query(_time, _id, keptSince, LookedAt);
        var looked = 0;
        for (; row.Read(); looked++)
        {
            (_id, _time) = (row.Number(0), row.Time(1));
            if (row.Truth(2) || Lasting(row.TextOrNull(3)) != row.TextOrNull(3))
                found.Add(_id);
        }

        return looked == LookedAt;
    }

    public bool Take(long id)
    {
        string? metadata;
        using (var row = _find.Query(id, keptSince))
        {
            if (!row.Read())
                return false;
            metadata = Lasting(row.TextOrNull(1));
            if (!row.Truth(0) && metadata == row.TextOrNull(1))
                return false;
        }

        return _strip.Run(id, metadata) > 0;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_look, _find, _strip])
            statement.Dispose();
    }

    // In unreadable metadata flags can't be told from content, so nothing stays.
    private static string? Lasting(string? metadata)
    {
        try
        {
            return MessageMetadata.Parse(metadata).Lasting.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
