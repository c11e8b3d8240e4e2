using Migochat.Data;

namespace Migochat.People;

/// <summary>The intake's ids of persons. New ids and the times at which ids were seen are part of the unit of work.</summary>
internal sealed class IdentityStore : IUnitPart, IDisposable
{
    private const string Table = "user_identities";

    private readonly DatabaseConnection _connection;
    private readonly Dictionary<Identity, Tracked?> _known = [];
    private readonly List<Tracked> _changed = [];
    private readonly ReadAhead<string, (string Kind, long UserId)> _owners;
    private readonly SetStatement _insert;
    private readonly SetStatement _see;
    private readonly Statement _of;
    private readonly Statement _remove;
    private readonly Statement _ofValue;

    public IdentityStore(DatabaseConnection connection)
    {
        _connection = connection;
        _owners = new ReadAhead<string, (string, long)>(
            connection, Table,
            "SELECT kind, user_id FROM user_identities WHERE kind IN ('facebook', 'instagram', 'wa_phone', 'wa_user', 'leadgen') AND value = @0",
            [ColumnType.Text], (value, statement) => statement.Add(value), row => (row.Text(0), row.Number(1)));
        _insert = connection.NewSet(new InsertShape(
            Table, Column.Number("user_id"), Column.Text("kind"), Column.Text("value"), Column.Time("seen_at"), Column.Time("erased_before"),
            Column.Time("erasure_unknown_before")));
        _see = connection.NewSet(new UpdateShape(Table, Column.Time("seen_at")));
        _of = new Statement(connection, "SELECT kind, value, seen_at FROM user_identities WHERE user_id = @0");
        _remove = new Statement(connection, "DELETE FROM user_identities WHERE kind = @0 AND value = @1", Table);
        // The plus prevents the use of the index by person: a person may have thousands of ids.
        _ofValue = new Statement(connection, """
            SELECT kind, value, seen_at FROM user_identities
            WHERE kind IN ('facebook', 'instagram', 'wa_phone', 'wa_user', 'leadgen') AND value = @1 AND +user_id = @0
            """);
        connection.Unit.Add(this);
    }

    /// <summary>Notes an id that nobody has: the next round trip asks who has the same value under another kind.</summary>
    public void AskOwners(Identity identity) => _owners.Ask(identity.Value);

    /// <summary>Adds what was asked for to a round trip.</summary>
    public void AddTo(ICollection<SetStatement> round) => _owners.AddTo(round);

    /// <summary>Whether an id is known to belong to somebody, or to nobody.</summary>
    public bool IsKnown(Identity identity) => _known.ContainsKey(identity);

    /// <summary>The person with an id that is known; null if nobody has it. With the time of its latest event.</summary>
    public (long UserId, DateTime SeenAt)? Find(Identity identity) => _known[identity] is { } tracked ? (tracked.UserId, tracked.SeenAt) : null;

    /// <summary>Takes what another query has read.</summary>
    public void Know(Identity identity, long userId, long identityId, DateTime seenAt) => _known[identity] = new Tracked(identity, userId, identityId, seenAt);

    public void KnowNone(Identity identity) => _known.TryAdd(identity, null);

    /// <param name="userId">The person that gets the id.</param>
    /// <param name="identity">The new id.</param>
    /// <param name="time">The time of the event that carries it, UTC.</param>
    /// <param name="erasedBefore">When it was erased, UTC, if anybody looked.</param>
    /// <param name="unknownBefore">Nobody looked for an erasure at or before that time, UTC.</param>
    public void Add(long userId, Identity identity, DateTime time, DateTime? erasedBefore, DateTime? unknownBefore)
    {
        var added = new Tracked(identity, userId, null, time) { ErasedBefore = erasedBefore, UnknownBefore = unknownBefore, IsDirty = true };
        _known[identity] = added;
        _changed.Add(added);
        _owners.Add(identity.Value, (identity.Kind, userId));
    }

    /// <summary>Raises the time of an identity's latest event.</summary>
    public void See(Identity identity, DateTime time)
    {
        var tracked = _known[identity]!;
        tracked.SeenAt = time;
        if (!tracked.IsDirty)
            _changed.Add(tracked);
        tracked.IsDirty = true;
    }

    /// <summary>Takes an identity from its person.</summary>
    public void Remove(Identity identity) => _remove.Run(identity.Kind, identity.Value);

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
    public IReadOnlyList<(string Kind, long UserId)> Namesakes(string value, long userId) => [.. _owners.Of(value).Where(owner => owner.UserId != userId)];

    public void Collect(ICollection<SetStatement> writes)
    {
        foreach (var tracked in _changed)
            Collect(tracked);
        _changed.Clear();
        foreach (var statement in (SetStatement[])[_insert, _see])
        {
            if (!statement.IsEmpty)
                writes.Add(statement);
        }
    }

    public void Forget(string? table)
    {
        if (table is not (null or Table))
            return;
        _known.Clear();
        _changed.Clear();
        _insert.Clear();
        _see.Clear();
    }

    public void Dispose()
    {
        _connection.Unit.Remove(this);
        foreach (var prepared in (IDisposable[])[_owners, _insert, _see, _of, _remove, _ofValue])
            prepared.Dispose();
    }

    private void Collect(Tracked tracked)
    {
        tracked.IsDirty = false;
        if (tracked.Id is { } id)
        {
            _see.Add(id, tracked.SeenAt);
            return;
        }

        _insert.Add(tracked.UserId, tracked.Identity.Kind, tracked.Identity.Value, tracked.SeenAt, tracked.ErasedBefore, tracked.UnknownBefore);
        // The row gets its id from the database, so it is read again when somebody wants it.
        _known.Remove(tracked.Identity);
    }

    private static List<(Identity Identity, DateTime SeenAt)> Read(Rows rows)
    {
        using var row = rows;
        var identities = new List<(Identity, DateTime)>();
        while (row.Read())
            identities.Add((new Identity(row.Text(0), row.Text(1)), row.Time(2)));
        return identities;
    }

    /// <summary>An id of somebody.</summary>
    /// <param name="id">Its row; null before it has one.</param>
    private sealed class Tracked(Identity identity, long userId, long? id, DateTime seenAt)
    {
        public Identity Identity => identity;

        public long UserId => userId;

        public long? Id => id;

        public DateTime SeenAt { get; set; } = seenAt;

        /// <summary>Something is to be saved.</summary>
        public bool IsDirty { get; set; }

        public DateTime? ErasedBefore { get; init; }

        public DateTime? UnknownBefore { get; init; }
    }
}
