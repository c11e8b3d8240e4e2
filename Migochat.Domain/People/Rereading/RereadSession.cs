using System.Data.Common;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.People;

/// <summary>A connection with the prepared statements of one rereading run. Used by one thread at a time.</summary>
internal sealed class RereadSession : IDisposable
{
    private readonly DatabaseConnection _connection;
    private readonly List<IDisposable> _prepared = [];

    /// <exception cref="DbException">The file can't be opened.</exception>
    public RereadSession(IDatabaseEngine engine)
    {
        _connection = engine.Open();
        Store = Own(new RereadStore(_connection));
        Claims = new Lazy<TextClaims>(() => new TextClaims(
            Own(new PersonStore(_connection)), Own(new MessageHistory(_connection)), Own(new ClaimAudit(_connection))));
    }

    public RereadStore Store { get; }

    /// <summary>Prepared at the first use: most runs find nothing.</summary>
    public Lazy<TextClaims> Claims { get; }

    public DatabaseConnection Connection => _connection;

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
