using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Migochat.Data;

/// <summary>Where the database file is, and how every connection to it is set up.</summary>
public sealed class SqliteConnections
{
    public const string ConnectionStringName = "Migochat";
    public const string DefaultConnectionString = "Data Source=data/migochat.db";

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

    private readonly string _pooled;
    private readonly string _owned;
    private readonly string _writer;

    /// <exception cref="InvalidOperationException">The connection string is malformed; on Azure it is missing, or names a file on the SMB share.</exception>
    public SqliteConnections(IConfiguration configuration)
    {
        var builder = Parse(AzureRules.ConnectionString(configuration));
        FilePath = Path.GetFullPath(builder.DataSource);
        AzureRules.CheckPath(configuration, FilePath);
        builder.DataSource = FilePath;
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
    public string FilePath { get; }

    /// <summary>For connections that come and go; they still need <see cref="Configure"/> when opened.</summary>
    public string PooledConnectionString => _pooled;

    /// <summary>Opens a connection that its owner keeps and disposes. The file must exist.</summary>
    /// <exception cref="SqliteException">The file is missing, is no database or can't be opened.</exception>
    public SqliteConnection Open() => Open(_owned);

    /// <summary>The same for the intake and for rescoring, which commit all day: see <see cref="WalBuffering"/>.</summary>
    /// <exception cref="SqliteException">The file is missing, is no database or can't be opened.</exception>
    public SqliteConnection OpenForIntake()
    {
        WalBuffering.Register();
        return Open(_writer);
    }

    private static SqliteConnection Open(string connectionString)
    {
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

    private static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var builder = new SqliteConnectionStringBuilder(connectionString);
            if (builder.DataSource.Length > 0)
                return builder;
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException($"ConnectionStrings__Migochat is not understood: {exception.Message} It looks like this: {DefaultConnectionString}", exception);
        }

        throw new InvalidOperationException($"ConnectionStrings__Migochat names no file. It looks like this: {DefaultConnectionString}");
    }

    /// <summary>Sets what SQLite keeps per connection.</summary>
    public static void Configure(SqliteConnection connection) => connection.Execute(Pragmas);
}
