using System.Data.Common;

namespace Migochat.Data;

/// <summary>A prepared statement that runs once a row.</summary>
internal sealed class SqliteSetStatement : SetStatement
{
    private readonly SqliteDatabaseConnection _connection;
    private readonly DbCommand _command;
    private readonly bool _isQuery;

    public SqliteSetStatement(SqliteDatabaseConnection connection, SetShape shape) : base(shape)
    {
        _connection = connection;
        _isQuery = shape is SelectShape;
        _command = connection.Prepare(TextOf(shape));
    }

    public void Run()
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            for (var column = 0; column < Rows[i].Length; column++)
                _command.Parameters[column].Value = _connection.ToStored(Rows[i][column]);
            if (_isQuery)
                Query(i);
            else
                _command.ExecuteNonQuery();
        }

        Clear();
    }

    public override void Dispose() => _command.Dispose();

    private void Query(int key)
    {
        using var reader = _command.ExecuteReader();
        while (reader.Read())
            Read(key, new Rows(_connection, reader));
    }

    private static string TextOf(SetShape shape) => shape switch
    {
        InsertShape insert =>
            $"INSERT INTO {insert.Table} ({string.Join(", ", insert.Columns.Select(column => column.Name))}) VALUES ({string.Join(", ", insert.Columns.Select((_, i) => $"@{i}"))})",
        UpdateShape update =>
            $"UPDATE {update.Table} SET {string.Join(", ", update.Columns.Select((column, i) => $"{column.Name} = @{i + 1}"))} WHERE id = @0",
        SelectShape select => select.Sql,
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };
}
