using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.People;

/// <summary>A connection with the prepared statements of one rereading run. Used by one thread at a time.</summary>
internal sealed class RereadSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<IDisposable> _prepared = [];

    /// <exception cref="SqliteException">The file can't be opened.</exception>
    public RereadSession(SqliteConnections connections)
    {
        _connection = connections.Open();
        Store = Own(new RereadStore(_connection));
        Claims = new Lazy<TextClaims>(() => new TextClaims(
            Own(new PersonStore(_connection, new PersonMemory())), Own(new MessageStore(_connection)), Own(new ClaimAudit(_connection))));
    }

    public RereadStore Store { get; }

    /// <summary>Prepared at the first use: most runs find nothing.</summary>
    public Lazy<TextClaims> Claims { get; }

    public SqliteConnection Connection => _connection;

    public void Dispose()
    {
        foreach (var prepared in _prepared)
            prepared.Dispose();
        _connection.Dispose();
    }

    private T Own<T>(T prepared) where T : IDisposable
    {
        _prepared.Add(prepared);
        return prepared;
    }
}
