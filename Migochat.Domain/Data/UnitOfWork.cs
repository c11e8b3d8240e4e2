namespace Migochat.Data;

/// <summary>
/// What a connection's transaction has read ahead and not yet written. It saves itself before any other statement of the
/// connection runs, so every query sees it. A statement that changes a table makes it read that table again. It never outlives
/// its transaction: other writers change the rows in between. Used by the connection's thread.
/// </summary>
internal sealed class UnitOfWork(DatabaseConnection connection)
{
    // The tables whose rows are saved together; a row comes after those that it points to. Within a table what changes comes
    // before what is new: of a person's conversations only one may be active.
    private static readonly string[] ParentsFirst = ["users", "user_identities", "conversations", "messages", "lead_activities"];

    private readonly List<IUnitPart> _parts = [];
    private readonly List<SetStatement> _writes = [];

    public void Add(IUnitPart part) => _parts.Add(part);

    /// <summary>Ends a part. What it has not saved is lost, so it must live until the commit, or <see cref="Save"/> be called first.</summary>
    public void Remove(IUnitPart part) => _parts.Remove(part);

    /// <summary>Writes what has changed, in one round trip.</summary>
    /// <exception cref="System.Data.Common.DbException">A row could not be written; the transaction, or what was done since its savepoint, must be undone.</exception>
    public void Save()
    {
        if (Take() is { Count: > 0 } writes)
            connection.Send(writes);
    }

    /// <summary>The statements that write what has changed. The caller runs them; it counts as written from now on.</summary>
    /// <returns>Valid until the next call.</returns>
    public IReadOnlyList<SetStatement> Take()
    {
        _writes.Clear();
        foreach (var part in _parts)
            part.Collect(_writes);
        _writes.Sort(static (one, other) => RankOf(one).CompareTo(RankOf(other)));
        return _writes;
    }

    /// <summary>Forgets what was read of a table; null stands for all tables. What is not saved is lost.</summary>
    public void Forget(string? table)
    {
        foreach (var part in _parts)
            part.Forget(table);
    }

    private static int RankOf(SetStatement statement) => (2 * Array.IndexOf(ParentsFirst, statement.Table)) + (statement.IsInsert ? 1 : 0);
}

/// <summary>The rows of some tables in a <see cref="UnitOfWork"/>.</summary>
internal interface IUnitPart
{
    /// <summary>Puts what has changed into statements and adds those to the list. Counts as written from then on.</summary>
    void Collect(ICollection<SetStatement> writes);

    /// <summary>Forgets what was read, and what is not saved, if it is of this table; null stands for all tables.</summary>
    void Forget(string? table);
}
