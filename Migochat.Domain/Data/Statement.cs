using Microsoft.Data.Sqlite;

namespace Migochat.Data;

/// <summary>A prepared statement with numbered parameters <c>@0</c>, <c>@1</c> … Owned by one thread, like its connection.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _parameters;

    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // constants only
        _command.CommandText = sql;
#pragma warning restore CA2100
        _parameters = new SqliteParameter[parameters];
        for (var i = 0; i < parameters; i++)
        {
            _parameters[i] = _command.CreateParameter();
            _parameters[i].ParameterName = $"@{i}";
            _command.Parameters.Add(_parameters[i]);
        }

        _command.Prepare();
    }

    public SqliteDataReader Query(params ReadOnlySpan<object?> values) => Bind(values).ExecuteReader();

    /// <returns>The number of rows changed.</returns>
    public int Run(params ReadOnlySpan<object?> values) => Bind(values).ExecuteNonQuery();

    /// <returns>The first column of the first row, null where there is no row.</returns>
    public long? RunForId(params ReadOnlySpan<object?> values) => (long?)Bind(values).ExecuteScalar();

    public void Dispose() => _command.Dispose();

    private SqliteCommand Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < _parameters.Length; i++)
            _parameters[i].Value = values[i] ?? DBNull.Value;
        return _command;
    }
}
