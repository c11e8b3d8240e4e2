using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using SQLitePCL;

namespace Migochat.Data;

/// <summary>Opens and configures all connections to the database file. It opens none if the configuration names no file that may be used.</summary>
public sealed class SqliteConnections
{
    public const string ConnectionStringName = "Migochat";

    /// <summary>Seconds that a statement waits for another process's write lock.</summary>
    public const int BusySeconds = 2;

    // synchronous=FULL: committed rows survive a power cut. secure_delete: SQLite overwrites deleted values with zeros.
    // wal_autocheckpoint=0: no commit pays for a checkpoint; the Checkpointer does them on its own connection.
    // journal_size_limit: if the WAL were truncated at each restart, it would have to grow and be allocated again.
    private const string Pragmas = """
        PRAGMA busy_timeout=2000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
        PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=536870912;
        """;

    // 32 MiB: the rows and index entries of a thousand people who write at the same time. The default is 2 MiB.
    private const string LargeCache = "PRAGMA cache_size=-32768";

    // By the handle, which lives as long as the connection in the pool.
    private static readonly ConditionalWeakTable<sqlite3, object> Configured = [];
    private static readonly object Marker = new();

    private readonly DatabaseLocation _location;
    private readonly string _pooled;
    private readonly string _owned;
    private long _openedUnpooled;

    public SqliteConnections(IConfiguration configuration) : this(configuration, NetworkShare.Holds)
    {
    }

    /// <param name="configuration">Names the file.</param>
    /// <param name="isOnNetwork">Whether a path lies on a network share.</param>
    internal SqliteConnections(IConfiguration configuration, Func<string, bool> isOnNetwork)
    {
        _location = new DatabaseLocation(configuration, isOnNetwork);
        var builder = _location.ConnectionString;
        builder.DefaultTimeout = 1;
        builder.Mode = SqliteOpenMode.ReadWrite;
        _pooled = builder.ToString();
        builder.Pooling = false;
        _owned = builder.ToString();
    }

    /// <summary>Absolute.</summary>
    /// <exception cref="InvalidOperationException">The configuration names no file that may be used.</exception>
    public string FilePath => _location.File;

    /// <summary>The reason why there can be no database; null if there can be one. Asks the file system.</summary>
    public string? Refusal() => _location.Refusal();

    /// <summary>For EF Core, whose connections <see cref="ConnectionSetup"/> sets up. Others use <see cref="OpenPooled"/>.</summary>
    public string PooledConnectionString => _pooled;

    /// <summary>How many connections were opened that no pool keeps.</summary>
    internal long OpenedUnpooled => Interlocked.Read(ref _openedUnpooled);

    /// <summary>Opens a connection for a request; disposing it gives it back to the pool. It is set up once, and reused.</summary>
    /// <exception cref="SqliteException">The file is missing, was moved, is no database or can't be opened.</exception>
    /// <exception cref="InvalidOperationException">The configuration names no file that may be used.</exception>
    public DatabaseConnection OpenPooled() => Open(_pooled, ConfigureOnce);

    /// <summary>Opens a connection that the caller keeps and disposes. The file must exist.</summary>
    /// <exception cref="SqliteException">The file is missing, is no database or can't be opened.</exception>
    /// <exception cref="InvalidOperationException">The configuration names no file that may be used.</exception>
    public DatabaseConnection Open()
    {
        Interlocked.Increment(ref _openedUnpooled);
        var connection = Open(_owned, Configure);
        connection.Execute(LargeCache);
        return connection;
    }

    private SqliteDatabaseConnection Open(string connectionString, Action<SqliteConnection> configure)
    {
        // Throws the reason if no file may be used.
        _ = _location.File;
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            configure(connection);
            SqliteDatabaseConnection.EnsureInPlace(connection);
            return new SqliteDatabaseConnection(connection);
        }
        catch
        {
            SqliteConnection.ClearPool(connection);
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sets what SQLite keeps per connection. A pool hands out the same connection again, and SQLite has kept it.</summary>
    internal static void ConfigureOnce(SqliteConnection connection)
    {
        if (Configured.TryGetValue(connection.Handle!, out _))
            return;
        Configure(connection);
        Configured.AddOrUpdate(connection.Handle!, Marker);
    }

    private static void Configure(SqliteConnection connection) => connection.Execute(Pragmas);
}
