using Migochat.Data;

namespace Migochat.People;

/// <summary>The intake's prepared SQL for the ids of persons. Portable to PostgreSQL but for the parameters' names.</summary>
internal sealed class IdentityStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _add = new(connection, """
        INSERT INTO user_identities (user_id, kind, value, seen_at, erased_before, erasure_unknown_before) VALUES (@0, @1, @2, @3, @4, @5) ON CONFLICT (kind, value) DO NOTHING
        """);

    private readonly Statement _see = new(connection, "UPDATE user_identities SET seen_at = @1 WHERE id = @0");

    private readonly Statement _of = new(connection, "SELECT kind, value, seen_at FROM user_identities WHERE user_id = @0");

    private readonly Statement _remove = new(connection, "DELETE FROM user_identities WHERE kind = @0 AND value = @1");
    // The plus prevents the use of the index by person: a person may have thousands of ids.
    private readonly Statement _ofValue = new(connection, """
        SELECT kind, value, seen_at FROM user_identities
        WHERE kind IN ('facebook', 'instagram', 'wa_phone', 'wa_user', 'leadgen') AND value = @1 AND +user_id = @0
        """);

    private readonly Statement _namesakes = new(connection, """
        SELECT kind, user_id FROM user_identities
        WHERE kind IN ('facebook', 'instagram', 'wa_phone', 'wa_user', 'leadgen') AND value = @0 AND user_id <> @1
        """);

    /// <param name="userId">The person that gets the id.</param>
    /// <param name="identity">The new id.</param>
    /// <param name="time">The time of the event that carries it, UTC.</param>
    /// <param name="erasedBefore">When it was erased, UTC, if anybody looked.</param>
    /// <param name="unknownBefore">Nobody looked for an erasure at or before that time, UTC.</param>
    /// <returns>False if a person has the id already; nothing is changed then.</returns>
    public bool Add(long userId, Identity identity, DateTime time, DateTime? erasedBefore, DateTime? unknownBefore) =>
        _add.Run(userId, identity.Kind, identity.Value, time, erasedBefore, unknownBefore) == 1;

    /// <summary>Raises the time of an identity's latest event.</summary>
    public void See(Identity identity, long identityId, DateTime time)
    {
        _see.Run(identityId, time);
    }

    /// <summary>Takes an identity from its person.</summary>
    public void Remove(Identity identity)
    {
        _remove.Run(identity.Kind, identity.Value);
    }

    /// <summary>All identities of a person.</summary>
    public IReadOnlyList<(Identity Identity, DateTime SeenAt)> Of(long userId) => Read(_of.Query(userId));

    /// <summary>The identities that a person's psid may stand for: those of this value, or prefixed with their kind.</summary>
    public IReadOnlyList<(Identity Identity, DateTime SeenAt)> Behind(long userId, string psid)
    {
        var plain = Read(_ofValue.Query(userId, psid));
        var mark = psid.IndexOf(':', StringComparison.Ordinal);
        return mark < 0 ? plain : [.. plain, .. Read(_ofValue.Query(userId, psid[(mark + 1)..]))];
    }

    /// <summary>Other persons with the same value as an id of any kind.</summary>
    public IReadOnlyList<(string Kind, long UserId)> Namesakes(string value, long userId)
    {
        using var row = _namesakes.Query(value, userId);
        var namesakes = new List<(string, long)>();
        while (row.Read())
            namesakes.Add((row.Text(0), row.Number(1)));
        return namesakes;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_add, _see, _remove, _of, _ofValue, _namesakes])
            statement.Dispose();
    }

    private static List<(Identity Identity, DateTime SeenAt)> Read(Rows rows)
    {
        using var row = rows;
        var identities = new List<(Identity, DateTime)>();
        while (row.Read())
            identities.Add((new Identity(row.Text(0), row.Text(1)), row.Time(2)));
        return identities;
    }
}
