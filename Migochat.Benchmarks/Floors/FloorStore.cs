using Microsoft.Data.Sqlite;

namespace Migochat.Benchmarks.Floors;

/// <summary>Where floor B stores. For one thread at a time.</summary>
public interface IFloorStore : IDisposable
{
    /// <summary>Stores the messages in one transaction, which is on the disk on return.</summary>
    void Commit(IReadOnlyList<FloorMessage> messages);
}

/// <summary>Floor B's database: three bare tables, three prepared statements, WAL with synchronous=FULL.</summary>
public sealed class FloorStore : IFloorStore
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE persons (id INTEGER PRIMARY KEY, psid TEXT NOT NULL UNIQUE, last_message_at INTEGER NOT NULL);
        CREATE TABLE messages (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, mid TEXT NOT NULL UNIQUE, text TEXT NOT NULL, timestamp INTEGER NOT NULL);
        CREATE TABLE conversations (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL UNIQUE, last_activity INTEGER NOT NULL, message_count INTEGER NOT NULL);
        """;

    private const string UpsertPerson = """
        INSERT INTO persons (psid, last_message_at) VALUES ($psid, $at)
        ON CONFLICT (psid) DO UPDATE SET last_message_at = max(last_message_at, excluded.last_message_at) RETURNING id
        """;

    private const string InsertMessage = """
        INSERT INTO messages (person_id, mid, text, timestamp) VALUES ($person, $mid, $text, $at) ON CONFLICT (mid) DO NOTHING
        """;

    private const string UpsertConversation = """
        INSERT INTO conversations (person_id, last_activity, message_count) VALUES ($person, $at, 1)
        ON CONFLICT (person_id) DO UPDATE SET last_activity = max(last_activity, excluded.last_activity), message_count = message_count + 1
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _person;
    private readonly SqliteCommand _message;
    private readonly SqliteCommand _conversation;

    /// <summary>Creates the file, which must not exist yet.</summary>
    public FloorStore(string file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();
        using (var schema = new SqliteCommand(Schema, _connection))
            schema.ExecuteNonQuery();

        _person = Prepare(UpsertPerson, "$psid", "$at");
        _message = Prepare(InsertMessage, "$person", "$mid", "$text", "$at");
        _conversation = Prepare(UpsertConversation, "$person", "$at");
    }

    /// <inheritdoc />
    public void Commit(IReadOnlyList<FloorMessage> messages)
    {
        using var transaction = _connection.BeginTransaction();
        Enlist(transaction);
        foreach (var message in messages)
            Store(message);

        transaction.Commit();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _person.Dispose();
        _message.Dispose();
        _conversation.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = new SqliteCommand(sql, _connection);
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });

        command.Prepare();
        return command;
    }

    private void Enlist(SqliteTransaction transaction) => _person.Transaction = _message.Transaction = _conversation.Transaction = transaction;

    private void Store(FloorMessage message)
    {
        Bind(_person, message.Sender, message.Milliseconds);
        var person = _person.ExecuteScalar()!;
        Bind(_message, person, message.Mid, message.Text, message.Milliseconds);
        _message.ExecuteNonQuery();
        Bind(_conversation, person, message.Milliseconds);
        _conversation.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var at = 0; at < values.Length; at++)
            command.Parameters[at].Value = values[at];
    }
}
