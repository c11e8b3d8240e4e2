using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Migochat.Data;

namespace Migochat.Scoring;

/// <summary>Keeps a few sessions open between requests: to open one costs more than to rescore a lead.</summary>
internal sealed class RescoreSessions(SqliteConnections connections) : IDisposable
{
    private const int MostIdle = 4;

    private readonly ConcurrentBag<RescoreSession> _idle = [];

    /// <summary>Uses a session that nobody else uses meanwhile. After an exception the session is closed.</summary>
    /// <exception cref="SqliteException">The file can't be opened, among others.</exception>
    public async Task<T> UseAsync<T>(Func<RescoreSession, Task<T>> work)
    {
        var session = Take();
        try
        {
            var result = await work(session);
            Return(session);
            return result;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
            session.Dispose();
    }

    private RescoreSession Take()
    {
        while (_idle.TryTake(out var session))
        {
            if (!session.HasMoved)
                return session;
            session.Dispose();
        }

        return new RescoreSession(connections);
    }

    private void Return(RescoreSession session)
    {
        session.IsOvertaken = false;
        if (_idle.Count < MostIdle)
            _idle.Add(session);
        else
            session.Dispose();
    }
}
