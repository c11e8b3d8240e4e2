using Npgsql;
using NpgsqlTypes;

namespace Migochat.Data;

/// <summary>One statement for all rows, with an array for each column.</summary>
internal sealed class PostgresSetStatement(PostgresDatabaseConnection connection, SetShape shape) : SetStatement(shape)
{
    private readonly string _text = TextOf(shape);
    private readonly ColumnType[] _types = TypesOf(shape);
    private readonly bool _isQuery = shape is SelectShape;

    /// <summary>The statement with the collected rows.</summary>
    public NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(_text);
        for (var column = 0; column < _types.Length; column++)
            command.Parameters.Add(Parameter(column));
        return command;
    }

    /// <summary>Takes the statement's rows, if it is a query, and empties it.</summary>
    public void Take(NpgsqlDataReader reader)
    {
        Clear();
        if (!_isQuery)
            return;
        while (reader.Read())
            Read((int)reader.GetInt64(0) - 1, new Rows(connection, reader, first: 1));
        reader.NextResult();
    }

    public override void Dispose()
    {
        // The server's prepared statement belongs to the connection.
    }

    private NpgsqlParameter Parameter(int column) => _types[column] switch
    {
        ColumnType.Text => Parameter<string?>(column, NpgsqlDbType.Text),
        ColumnType.Number => Parameter<long?>(column, NpgsqlDbType.Bigint),
        ColumnType.Truth => Parameter<bool?>(column, NpgsqlDbType.Boolean),
        _ => Parameter<DateTime?>(column, NpgsqlDbType.TimestampTz),
    };

    private NpgsqlParameter<T[]> Parameter<T>(int column, NpgsqlDbType type)
    {
        var values = new T[Rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Rows[i][column] is { } value ? Value<T>(value) : default!;
        return new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    private static T Value<T>(object value) => value is int number ? (T)(object)(long)number : (T)PostgresDatabaseConnection.Stored(value);

    private static ColumnType[] TypesOf(SetShape shape) => shape switch
    {
        InsertShape insert => [.. insert.Columns.Select(column => column.Type)],
        UpdateShape update => [ColumnType.Number, .. update.Columns.Select(column => column.Type)],
        SelectShape select => [.. select.Keys],
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private static string TextOf(SetShape shape)
    {
        var arrays = string.Join(", ", TypesOf(shape).Select((type, i) => $"${i + 1}::{NameOf(type)}[]"));
        var names = string.Join(", ", TypesOf(shape).Select((_, i) => $"c{i}"));
        return shape switch
        {
            InsertShape insert => $"INSERT INTO {insert.Table} ({string.Join(", ", insert.Columns.Select(column => column.Name))}) SELECT * FROM unnest({arrays})",
            UpdateShape update => $"""
                UPDATE {update.Table} SET {string.Join(", ", update.Columns.Select((column, i) => $"{column.Name} = given.c{i + 1}"))}
                FROM unnest({arrays}) AS given ({names}) WHERE {update.Table}.id = given.c0
                """,
            SelectShape select => $"""
                SELECT asked.position, found.* FROM unnest({arrays}) WITH ORDINALITY AS asked ({names}, position)
                CROSS JOIN LATERAL ({PostgresDatabaseConnection.Replace(select.Sql, number => $"asked.c{number}")}) AS found
                """,
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };
    }

    private static string NameOf(ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.Number => "bigint",
        ColumnType.Truth => "boolean",
        _ => "timestamptz",
    };
}
