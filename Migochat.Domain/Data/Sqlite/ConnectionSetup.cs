using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Migochat.Data;

/// <summary>Sets up the connections that EF Core opens.</summary>
internal sealed class ConnectionSetup : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        SqliteConnections.ConfigureOnce((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SqliteConnections.ConfigureOnce((SqliteConnection)connection);
        return Task.CompletedTask;
    }
}
