using System.Data.Common;

namespace Migochat.Data;

/// <summary>A prepared statement with parameters <c>@0</c>, <c>@1</c> and so on. One thread owns it, like its connection.</summary>
internal sealed class Statement : IDisposable
{
    private readonly DatabaseConnection _connection;
    private readonly DbCommand _command;

    public Statement(DatabaseConnection connection, string sql)
    {
        _connection = connection;
        var (text, parameters) = connection.Translate(sql);
        _command = connection.Command(text);
        foreach (var name in parameters)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
        }
    }

    /// <summary>Starts a query; dispose the rows before the next use of this statement.</summary>
    /// <param name="values">Strings, whole numbers, booleans, UTC times and null.</param>
    public Rows Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return new Rows(_connection, _command.ExecuteReader());
    }

    /// <returns>The number of rows changed.</returns>
    /// <exception cref="DbException">It could not be run; nothing of it is done.</exception>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <returns>The first column of the only row, null where there is no row.</returns>
    public long? RunForId(params ReadOnlySpan<object?> values)
    {
        using var rows = Query(values);
        return rows.Read() ? rows.NumberOrNull(0) : null;
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = _connection.ToStored(values[i]);
    }
}

/// <summary>The rows of a running query, one at a time. Disposing makes the statement ready for its next use.</summary>
internal readonly ref struct Rows(DatabaseConnection connection, DbDataReader reader)
{
    private readonly DatabaseConnection _connection = connection;
    private readonly DbDataReader _reader = reader;

    /// <returns>False after the last row.</returns>
    /// <exception cref="DbException">The query failed.</exception>
    public bool Read() => _reader.Read();

    public bool IsNull(int column) => _reader.IsDBNull(column);

    public long Number(int column) => _reader.GetInt64(column);

    public bool Truth(int column) => _connection.ReadTruth(_reader, column);

    public string Text(int column) => _reader.GetString(column);

    /// <summary>UTC.</summary>
    public DateTime Time(int column) => _connection.ReadTime(_reader, column);

    /// <summary>A time that may have been written by hand, in another format; null if it is none. UTC.</summary>
    public DateTime? TimeByHandOrNull(int column) => IsNull(column) ? null : _connection.ReadTimeByHand(_reader, column);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public DateTime? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    /// <summary>How many columns there are.</summary>
    public int Count => _reader.FieldCount;

    public string Name(int column) => _reader.GetName(column);

    public int Column(string name) => _reader.GetOrdinal(name);

    /// <summary>A string, whole number (<see cref="long"/>), truth, UTC time or null, by the type of the column.</summary>
    public object? Value(int column) => IsNull(column) ? null : _connection.ReadValue(_reader, column);

    public void Dispose() => _reader.Dispose();
}
