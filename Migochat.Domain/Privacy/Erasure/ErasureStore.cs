using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Privacy;

/// <summary>
/// The SQL that erases a person. Every table that names people is here: by the person's row, by one of their ids, or by the
/// key of one of their messages. A test compares the list with the database.
/// </summary>
internal sealed class ErasureStore(DatabaseConnection connection) : IDisposable
{
    private readonly Dictionary<long, IReadOnlyList<Identity>> _people = [];

    private readonly Statement _exists = new(connection, "SELECT 1 FROM users WHERE id = @0");
    private readonly Statement _owner = new(connection, "SELECT user_id FROM user_identities WHERE kind = @0 AND value = @1");
    private readonly Statement _identities = new(connection, "SELECT kind, value FROM user_identities WHERE user_id = @0");
    private readonly Statement _messages = new(connection, "SELECT facebook_message_id FROM messages WHERE user_id = @0 AND facebook_message_id IS NOT NULL");

    // A pending edit or deletion that names the person as the author waits for a message of that person.
    private readonly Statement _awaited = new(connection, """
        SELECT DISTINCT p.target FROM pending_receipt_people n JOIN pending_receipts p ON p.id = n.pending_receipt_id
        WHERE n.kind = @0 AND n.value = @1 AND replace(p.payload, @2, '') <> p.payload
        """);

    private readonly Statement _removeAwaited = new(connection, "DELETE FROM pending_receipts WHERE target = @0");

    private readonly Statement _last = new(connection, """
        SELECT max(seen) FROM (
            SELECT max(timestamp) AS seen FROM messages WHERE user_id = @0
            UNION ALL SELECT max(timestamp) FROM referrals WHERE user_id = @0
            UNION ALL SELECT max(seen_at) FROM user_identities WHERE user_id = @0) AS times
        """);

    private readonly Statement _newest = new(connection, "SELECT max(timestamp) FROM messages");

    private readonly Statement _letters = new(connection, "SELECT dead_letter_id FROM dead_letter_people WHERE value = @0");

    private readonly Statement _envelope = new(connection, "SELECT envelope FROM dead_letters WHERE id = @0");
    private readonly Statement _removeLetter = new(connection, "DELETE FROM dead_letters WHERE id = @0");

    private readonly Statement _removePending = new(connection, "DELETE FROM pending_receipts WHERE target = @0");

    private readonly Statement _removeNaming = new(connection, """
        DELETE FROM pending_receipts WHERE id IN (SELECT pending_receipt_id FROM pending_receipt_people WHERE kind = @0 AND value = @1)
        """);

    private readonly Statement _removeMarks = new(connection, "DELETE FROM thread_marks WHERE person_id = @1 AND kind = @0");
    private readonly Statement _removeFetches = new(connection, "DELETE FROM fetches WHERE target = @0");

    /// <summary>By the person's row, which goes last.</summary>
    private readonly (string Table, Statement Remove)[] _byPerson =
    [
        ("pending_receipts", new(connection, """
            DELETE FROM pending_receipts WHERE target IN (SELECT facebook_message_id FROM messages WHERE user_id = @0)
            """)),
        ("messages", new(connection, "DELETE FROM messages WHERE user_id = @0")),
        ("outbox", new(connection, "DELETE FROM outbox WHERE user_id = @0")),
        ("conversations", new(connection, "DELETE FROM conversations WHERE user_id = @0")),
        ("lead_activities", new(connection, "DELETE FROM lead_activities WHERE user_id = @0")),
        ("referrals", new(connection, "DELETE FROM referrals WHERE user_id = @0")),
        ("user_identities", new(connection, "DELETE FROM user_identities WHERE user_id = @0")),
        ("users", new(connection, "DELETE FROM users WHERE id = @0")),
    ];

    /// <summary>The tables that lose rows, users_search besides, which follows users.</summary>
    public static IReadOnlyList<string> Tables { get; } =
        ["users", "user_identities", "messages", "outbox", "conversations", "lead_activities", "referrals", "pending_receipts", "thread_marks", "fetches", "dead_letters"];

    public bool Exists(long userId) => _exists.RunForId(userId) is not null;

    /// <summary>The person with this id; null if there is none.</summary>
    public long? Owner(Identity identity) => _owner.RunForId(identity.Kind, identity.Value);

    public IReadOnlyList<Identity> Identities(long userId)
    {
        using var row = _identities.Query(userId);
        var identities = new List<Identity>();
        while (row.Read())
            identities.Add(new Identity(row.Text(0), row.Text(1)));
        return identities;
    }

    /// <summary>The keys of a person's messages.</summary>
    public IReadOnlyList<string> Messages(long userId)
    {
        using var row = _messages.Query(userId);
        var keys = new List<string>();
        while (row.Read())
            keys.Add(row.Text(0));
        return keys;
    }

    /// <summary>The keys of messages that an id wrote and that have no row.</summary>
    public IReadOnlyList<string> Awaited(Identity identity)
    {
        using var row = _awaited.Query(identity.Kind, identity.Value, $"\"author\":{Json(identity)}");
        var keys = new List<string>();
        while (row.Read())
            keys.Add(row.Text(0));
        return keys;
    }

    /// <summary>The time (UTC) of the newest event of a person.</summary>
    public DateTime? Last(long userId)
    {
        using var row = _last.Query(userId);
        row.Read();
        return row.TimeOrNull(0);
    }

    /// <summary>Reads the dead letters that may name the ids, before the write lock is taken. Under it only those are read that came later.</summary>
    public void Look(IEnumerable<Identity> identities) => Letters([.. identities]);

    /// <summary>The time of the newest event that is stored, UTC.</summary>
    public DateTime? Newest()
    {
        using var row = _newest.Query();
        row.Read();
        return row.TimeOrNull(0);
    }

    /// <summary>Removes every row that names the person.</summary>
    /// <param name="userId">May belong to nobody, if only the ids are known.</param>
    /// <param name="identities">The person's ids.</param>
    /// <param name="rows">Counts the removed rows by table.</param>
    public void Remove(long userId, IReadOnlyList<Identity> identities, Dictionary<string, int> rows)
    {
        foreach (var table in Tables)
            rows.TryAdd(table, 0);
        foreach (var identity in identities)
        {
            rows["pending_receipts"] += Awaited(identity).Sum(key => _removeAwaited.Run(key));
            rows["pending_receipts"] += _removePending.Run(PendingStore.KeyOf(identity)) + _removeNaming.Run(identity.Kind, identity.Value);
            rows["thread_marks"] += _removeMarks.Run(identity.Kind, identity.Value);
            rows["fetches"] += _removeFetches.Run(identity.Value);
        }

        foreach (var (table, remove) in _byPerson)
            rows[table] += remove.Run(userId);
        rows["dead_letters"] += RemoveLetters([.. identities]);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_exists, _owner, _identities, _messages, _awaited, _removeAwaited, _last, _letters, _envelope, _newest, _removeLetter, _removePending, _removeNaming, _removeMarks, _removeFetches])
            statement.Dispose();
        foreach (var (_, statement) in _byPerson)
            statement.Dispose();
    }

    private static string Json(Identity identity) => JsonSerializer.Serialize(identity, PendingJson.Default.Identity);

    private int RemoveLetters(HashSet<Identity> identities)
    {
        var letters = Letters(identities);
        foreach (var id in letters)
            _removeLetter.Run(id);
        return letters.Count;
    }

    private List<long> Letters(HashSet<Identity> identities)
    {
        var listed = new HashSet<long>();
        foreach (var value in identities.Select(identity => identity.Value).Append(DeadLetterPerson.Unlisted).Distinct(StringComparer.Ordinal))
        {
            using var row = _letters.Query(value);
            while (row.Read())
                listed.Add(row.Number(0));
        }

        return [.. listed.Where(id => PeopleOf(id).Any(identities.Contains))];
    }

    private IReadOnlyList<Identity> PeopleOf(long letter)
    {
        if (_people.TryGetValue(letter, out var known))
            return known;
        using var row = _envelope.Query(letter);
        return _people[letter] = row.Read() ? new EnvelopeIds(row.Text(0)).People : [];
    }
}
