using System.Text;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Fetches;

/// <summary>
/// Finds what the intake leaves open: profiles of people without a name or picture, posts and ads that only events know,
/// forms whose leads are to be listed. It follows messages, posts, ads and fetches by their row ids, so that it needs nothing
/// from the intake. After a start it begins some days back with the messages, and with the first of the others.
/// </summary>
internal sealed class FetchDiscovery
{
    private const int Chunk = 1000;
    private const int LongestId = 30;

    private static readonly TimeSpan Back = TimeSpan.FromDays(7);

    private long? _last;
    private long _lastPost;
    private long _lastAd;
    private long _lastFetch;

    /// <summary>The next targets; null if there are no more rows.</summary>
    public IReadOnlyCollection<(string Kind, string Target)>? Next(DatabaseConnection connection, DateTime now) =>
        NextPeople(connection, now)
        ?? NextStubs(connection, FetchKinds.Post, "posts", "facebook_post_id", "permalink", ref _lastPost)
        ?? NextStubs(connection, FetchKinds.Ad, "ad_campaigns", "facebook_ad_id", "ad_name", ref _lastAd)
        ?? NextForms(connection);

    private HashSet<(string Kind, string Target)>? NextPeople(DatabaseConnection connection, DateTime now)
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

        return looked == 0 ? null : targets;
    }

    /// <summary>Rows that staff made or edited have what staff want.</summary>
    private static HashSet<(string Kind, string Target)>? NextStubs(DatabaseConnection connection, string kind, string table, string key, string fetched, ref long last)
    {
        using var find = new Statement(connection, $"""
            SELECT t.id, t.{key}, t.is_stub AND t.{fetched} IS NULL AND NOT EXISTS (SELECT 1 FROM fetches f WHERE f.kind = @0 AND f.target = t.{key})
            FROM {table} t WHERE t.id > @1 ORDER BY t.id LIMIT @2
            """);
        using var row = find.Query(kind, last, Chunk);
        var (targets, looked) = (new HashSet<(string, string)>(), 0);
        for (; row.Read(); looked++)
        {
            last = row.Number(0);
            if (row.Truth(2))
                targets.Add((kind, row.Text(1)));
        }

        return looked == 0 ? null : targets;
    }

    /// <summary>The forms of the leads whose answers are or were to be fetched.</summary>
    private HashSet<(string Kind, string Target)>? NextForms(DatabaseConnection connection)
    {
        using var find = new Statement(connection, """
            SELECT f.id, m.recipient_id, m.message_metadata
            FROM fetches f LEFT JOIN messages m ON f.kind = 'lead_form' AND m.facebook_message_id = 'lead:' || f.target
            WHERE f.id > @0 ORDER BY f.id LIMIT @1
            """);
        using var row = find.Query(_lastFetch, Chunk);
        var (targets, looked) = (new HashSet<(string, string)>(), 0);
        for (; row.Read(); looked++)
        {
            _lastFetch = row.Number(0);
            if (FormOf(row.TextOrNull(2)) is { } form)
                targets.Add((FetchKinds.FormLeads, FormLeadsFetch.TargetOf(row.Text(1), form)));
        }

        return looked == 0 ? null : targets;
    }

    private static string? FormOf(string? metadata)
    {
        if (MessageMetadata.Parse(metadata).Content is not { } content)
            return null;
        using var document = MetaJson.Parse(Encoding.UTF8.GetBytes(content));
        return document?.RootElement.Get("form_id"u8).Id() is { Length: <= LongestId } form && form.All(char.IsAsciiDigit) ? form : null;
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
