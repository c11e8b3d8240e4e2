namespace Migochat.Data;

/// <summary>
/// Rows by a key, as a part of the connection's unit of work. Each key is asked once in a transaction, and many keys in one
/// round trip; that there is no row is remembered too.
/// </summary>
/// <typeparam name="TKey">Compared by value.</typeparam>
/// <typeparam name="TRow">What is made of a row.</typeparam>
internal sealed class ReadAhead<TKey, TRow> : IUnitPart, IDisposable where TKey : notnull
{
    private readonly DatabaseConnection _connection;
    private readonly string _table;
    private readonly SetStatement _select;
    private readonly Action<TKey, SetStatement> _bind;
    private readonly Dictionary<TKey, List<TRow>> _known = [];
    private readonly HashSet<TKey> _asked = [];
    private readonly List<TKey> _sent = [];

    /// <param name="connection">The owner's.</param>
    /// <param name="table">The table whose changes make the rows be read again.</param>
    /// <param name="sql">A query for one key.</param>
    /// <param name="keys">The types of the key's parts.</param>
    /// <param name="bind">Adds a key to the statement.</param>
    /// <param name="read">Reads a row.</param>
    public ReadAhead(DatabaseConnection connection, string table, string sql, IReadOnlyList<ColumnType> keys, Action<TKey, SetStatement> bind, RowRead<TRow> read)
    {
        (_connection, _table, _bind) = (connection, table, bind);
        _select = connection.NewSet(new SelectShape(sql, keys, (key, row) => _known[_sent[key]].Add(read(row))));
        connection.Unit.Add(this);
    }

    /// <summary>The rows of a key, in no certain order. Asks for them if nobody has.</summary>
    public IReadOnlyList<TRow> Of(TKey key)
    {
        if (_known.TryGetValue(key, out var rows))
            return rows;
        _connection.Unit.Save();
        var selects = new List<SetStatement>();
        Ask(key);
        AddTo(selects);
        _connection.Send(selects);
        return _known[key];
    }

    /// <summary>Notes a key for the next round trip.</summary>
    public void Ask(TKey key)
    {
        if (!_known.ContainsKey(key))
            _asked.Add(key);
    }

    /// <summary>Adds the statement to a round trip, if there are keys to ask for. Nothing may be unsaved then.</summary>
    public void AddTo(ICollection<SetStatement> round)
    {
        if (_asked.Count == 0)
            return;
        _sent.Clear();
        foreach (var key in _asked)
        {
            _sent.Add(key);
            _known[key] = [];
            _bind(key, _select);
        }

        _asked.Clear();
        round.Add(_select);
    }

    /// <summary>The rows of the key were changed.</summary>
    public void Forget(TKey key) => _known.Remove(key);

    /// <summary>The key has one more row.</summary>
    public void Add(TKey key, TRow row)
    {
        if (_known.TryGetValue(key, out var rows))
            rows.Add(row);
    }

    /// <summary>There are no rows of the key any more.</summary>
    public void KnowNone(TKey key) => _known[key] = [];

    void IUnitPart.Collect(ICollection<SetStatement> writes)
    {
    }

    void IUnitPart.Forget(string? table)
    {
        if (table is not null && table != _table)
            return;
        _known.Clear();
        _asked.Clear();
        _select.Clear();
    }

    public void Dispose()
    {
        _connection.Unit.Remove(this);
        _select.Dispose();
    }
}

internal delegate T RowRead<out T>(Rows row);
