using Npgsql;
using NpgsqlTypes;

namespace Migochat.Benchmarks.Floors;

/// <summary>Floor B's database on PostgreSQL: three bare tables, and three statements for a whole batch in one round trip.</summary>
public sealed class PostgresFloorStore : IFloorStore
{
    private const string Schema = """
        CREATE TABLE persons (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, psid text NOT NULL UNIQUE, last_message_at bigint NOT NULL);
        CREATE TABLE messages (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, psid text NOT NULL, mid text NOT NULL UNIQUE, text text NOT NULL, timestamp bigint NOT NULL);
        CREATE TABLE conversations (psid text PRIMARY KEY, last_activity bigint NOT NULL, message_count bigint NOT NULL);
        """;

    private const string InsertMessages = """
        INSERT INTO messages (psid, mid, text, timestamp) SELECT * FROM unnest($1, $2, $3, $4) ON CONFLICT (mid) DO NOTHING
        """;

    private const string UpsertPersons = """
        INSERT INTO persons (psid, last_message_at) SELECT psid, max(at) FROM unnest($1, $2) AS came (psid, at) GROUP BY psid
        ON CONFLICT (psid) DO UPDATE SET last_message_at = greatest(persons.last_message_at, excluded.last_message_at)
        """;

    private const string UpsertConversations = """
        INSERT INTO conversations (psid, last_activity, message_count) SELECT psid, max(at), count(*) FROM unnest($1, $2) AS came (psid, at) GROUP BY psid
        ON CONFLICT (psid) DO UPDATE SET last_activity = greatest(conversations.last_activity, excluded.last_activity),
                                         message_count = conversations.message_count + excluded.message_count
        """;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;

    /// <summary>Creates the tables in a database that is empty.</summary>
    public PostgresFloorStore(string connectionString)
    {
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 2 }.ToString());
        _connection = _source.OpenConnection();
        using var schema = new NpgsqlCommand(Schema, _connection);
        schema.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public void Commit(IReadOnlyList<FloorMessage> messages)
    {
        var psids = Texts(messages.Select(message => message.Sender));
        var times = new NpgsqlParameter { Value = messages.Select(message => message.Milliseconds).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };
        // A batch without a transaction of its own is one.
        using var batch = new NpgsqlBatch(_connection)
        {
            BatchCommands =
            {
                Command(UpsertPersons, psids, times),
                Command(InsertMessages, psids, Texts(messages.Select(message => message.Mid)), Texts(messages.Select(message => message.Text)), times),
                Command(UpsertConversations, psids, times),
            },
        };
        batch.ExecuteNonQuery();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _connection.Dispose();
        _source.Dispose();
    }

    private static NpgsqlParameter Texts(IEnumerable<string> values) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter.Clone());
        return command;
    }
}
