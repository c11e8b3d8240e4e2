using System.Data.Common;

namespace Migochat.Data;

/// <summary>
/// A prepared statement with parameters <c>@0</c>, <c>@1</c> and so on. One thread owns it, like its connection. What the
/// connection's unit of work holds unsaved is saved first.
/// </summary>
internal sealed class Statement : IDisposable
{
    /// <summary>For <c>changes</c>: the unit of work need not read anything again, because the caller sees to it.</summary>
    public const string Nothing = "";

    private readonly DatabaseConnection _connection;
    private readonly DbCommand _command;
    private readonly bool _isQuery;
    private readonly string? _changes;

    /// <param name="connection">The owner's.</param>
    /// <param name="sql">One text for all engines.</param>
    /// <param name="changes">The only table that it changes, so that only that is read again; null stands for any.</param>
    public Statement(DatabaseConnection connection, string sql, string? changes = null)
    {
        _connection = connection;
        _changes = changes;
        _isQuery = sql.AsSpan().TrimStart().StartsWith("SELECT", StringComparison.Ordinal);
        _command = connection.Prepare(sql);
    }

    /// <summary>Starts a query; dispose the rows before the next use of this statement.</summary>
    /// <param name="values">Strings, whole numbers, booleans, UTC times and null.</param>
    public Rows Query(params ReadOnlySpan<object?> values)
    {
        Prepare(values);
        return new Rows(_connection, _command.ExecuteReader());
    }

    /// <returns>The number of rows changed.</returns>
    /// <exception cref="DbException">It could not be run; nothing of it is done.</exception>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Prepare(values);
        return _command.ExecuteNonQuery();
    }

    /// <returns>The first column of the only row, null where there is no row.</returns>
    public long? RunForId(params ReadOnlySpan<object?> values)
    {
        using var rows = Query(values);
        return rows.Read() ? rows.NumberOrNull(0) : null;
    }

    public void Dispose() => _command.Dispose();

    private void Prepare(ReadOnlySpan<object?> values)
    {
        _connection.Unit.Save();
        if (!_isQuery && _changes != Nothing)
            _connection.Unit.Forget(_changes);
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = _connection.ToStored(values[i]);
    }
}

/// <summary>The rows of a running query, one at a time. Disposing makes the statement ready for its next use.</summary>
/// <param name="connection">The query's.</param>
/// <param name="reader">ADO.NET's.</param>
/// <param name="first">The column that is number 0 here.</param>
internal readonly ref struct Rows(DatabaseConnection connection, DbDataReader reader, int first = 0)
{
    private readonly DatabaseConnection _connection = connection;
    private readonly DbDataReader _reader = reader;
    private readonly int _first = first;

    /// <returns>False after the last row.</returns>
    /// <exception cref="DbException">The query failed.</exception>
    public bool Read() => _reader.Read();

    public bool IsNull(int column) => _reader.IsDBNull(column + _first);

    public long Number(int column) => _reader.GetInt64(column + _first);

    public bool Truth(int column) => _connection.ReadTruth(_reader, column + _first);

    public string Text(int column) => _reader.GetString(column + _first);

    /// <summary>UTC.</summary>
    public DateTime Time(int column) => _connection.ReadTime(_reader, column + _first);

    /// <summary>A time that may have been written by hand, in another format; null if it is none. UTC.</summary>
    public DateTime? TimeByHandOrNull(int column) => IsNull(column) ? null : _connection.ReadTimeByHand(_reader, column + _first);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public DateTime? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    /// <summary>How many columns there are.</summary>
    public int Count => _reader.FieldCount - _first;

    public string Name(int column) => _reader.GetName(column + _first);

    public int Column(string name) => _reader.GetOrdinal(name) - _first;

    /// <summary>A string, whole number (<see cref="long"/>), truth, UTC time or null, by the type of the column.</summary>
    public object? Value(int column) => IsNull(column) ? null : _connection.ReadValue(_reader, column + _first);

    public void Dispose() => _reader.Dispose();
}
