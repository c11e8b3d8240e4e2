using Migochat.Data;

namespace Migochat.Fetches;

/// <summary>
/// Finds what new messages leave open: profiles of people without a name or picture. It follows the messages by their row ids,
/// so that it needs nothing from the intake, and begins some days back after a start.
/// </summary>
internal sealed class FetchDiscovery
{
    private const int Chunk = 1000;

    private static readonly TimeSpan Back = TimeSpan.FromDays(7);

    private long? _last;

    /// <summary>The next targets; null if there are no more messages.</summary>
    public IReadOnlyList<(string Kind, string Target)>? Next(DatabaseConnection connection, DateTime now)
    {
        _last ??= Start(connection, now - Back);
        // A comment is no consent to ask for a profile. Lead forms are added by the intake itself.
        using var find = new Statement(connection, """
            SELECT m.id, m.platform, m.sender_id, m.direction = 'INBOUND' AND m.message_source <> 'POST_COMMENT' AND m.message_type <> 'lead'
                   AND u.id IS NOT NULL AND (u.first_name IS NULL OR u.profile_pic IS NULL)
            FROM messages m LEFT JOIN users u ON u.id = m.user_id
            WHERE m.id > @0 ORDER BY m.id LIMIT @1
            """);
        using var row = find.Query(_last.Value, Chunk);
        var (targets, looked) = (new HashSet<(string, string)>(), 0);
        for (; row.Read(); looked++)
        {
            _last = row.Number(0);
            if (row.Truth(3) && KindOf(row.Text(1)) is { } kind)
                targets.Add((kind, row.Text(2)));
        }

        return looked == 0 ? null : [.. targets];
    }

    private static string? KindOf(string platform) => platform switch
    {
        Platform.Facebook => FetchKinds.FacebookProfile,
        Platform.Instagram => FetchKinds.InstagramProfile,
        _ => null,
    };

    private static long Start(DatabaseConnection connection, DateTime since)
    {
        using var first = new Statement(connection, "SELECT id FROM messages WHERE timestamp >= @0 ORDER BY timestamp LIMIT 1");
        if (first.RunForId(since) is { } id)
            return id - 1;
        using var last = new Statement(connection, "SELECT max(id) FROM messages");
        return last.RunForId() ?? 0;
    }
}
