using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Migochat.Data;

/// <summary>How every connection to the database file is set up. There are none where the configuration names no file that may be used.</summary>
public sealed class SqliteConnections
{
    public const string ConnectionStringName = "Migochat";

    /// <summary>Seconds that a statement waits for another process's write lock.</summary>
    public const int BusySeconds = 2;

    // synchronous=FULL: what was committed survives a power cut. secure_delete: what was erased is not in the file's bytes;
    // nor is what PageCleaning keeps out of it.
    // wal_autocheckpoint=0: no commit pays for a checkpoint; the Checkpointer does them on its own connection.
    // journal_size_limit: a log that is cut at each start over would have to grow, and be allotted, again.
    private const string Pragmas = """
        PRAGMA busy_timeout=2000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
        PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=536870912;
        """;

    static SqliteConnections() => PageSwaps.Install();

    private readonly DatabaseLocation _location;
    private readonly string _pooled;
    private readonly string _owned;
    private readonly string _writer;

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
        builder.Vfs = PageCleaning.Register();
        _pooled = builder.ToString();
        builder.Pooling = false;
        _owned = builder.ToString();
        builder.Vfs = WalBuffering.Name;
        _writer = builder.ToString();
    }

    /// <summary>Absolute.</summary>
    /// <exception cref="InvalidOperationException">The configuration names no file that may be used.</exception>
    public string FilePath => _location.File;

    /// <summary>Why there can be no database; null if there can. Asks the file system.</summary>
    public string? Refusal() => _location.Refusal();

    /// <summary>For connections that come and go; they still need <see cref="Configure"/> when opened.</summary>
    public string PooledConnectionString => _pooled;

    /// <summary>Opens a connection that its owner keeps and disposes. The file must exist.</summary>
    /// <exception cref="SqliteException">The file is missing, is no database or can't be opened.</exception>
    /// <exception cref="InvalidOperationException">The configuration names no file that may be used.</exception>
    public SqliteConnection Open() => Open(_owned);

    /// <summary>The same for the intake and for rescoring, which commit all day: see <see cref="WalBuffering"/>.</summary>
    /// <exception cref="SqliteException">The file is missing, is no database or can't be opened.</exception>
    /// <exception cref="InvalidOperationException">The configuration names no file that may be used.</exception>
    public SqliteConnection OpenForIntake()
    {
        WalBuffering.Register();
        return Open(_writer);
    }

    private SqliteConnection Open(string connectionString)
    {
        // Throws the reason where there is none.
        _ = _location.File;
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            Configure(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sets what SQLite keeps per connection.</summary>
    public static void Configure(SqliteConnection connection) => connection.Execute(Pragmas);
}
