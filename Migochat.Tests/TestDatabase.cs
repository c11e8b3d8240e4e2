using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Migochat.Data;
using Migochat.Legacy;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests;

/// <summary>A database with all tables for a test that runs a part of Migochat without a host. Dispose it to remove it.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _connectionString;

    public TestDatabase(TimeProvider? time = null)
    {
        _connectionString = TestPostgres.IsUsed ? TestPostgres.NewDatabase() : $"Data Source={_folder.File("test.db")}";
        Configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Migochat", _connectionString)]).Build();
        Engine = TestPostgres.IsUsed ? new PostgresEngine(Configuration, NullLoggerFactory.Instance) : Sqlite(Configuration, time ?? TimeProvider.System);
        Engine.Prepare();
        Writes = new WriteScopes(new WriteLock(), Engine);
    }

    public IConfiguration Configuration { get; }

    public IDatabaseEngine Engine { get; }

    public WriteScopes Writes { get; }

    /// <summary>The engine over the file that the configuration names, as the services would make it.</summary>
    public static SqliteEngine Sqlite(IConfiguration configuration, TimeProvider time, Func<string, bool>? isOnNetwork = null)
    {
        var connections = isOnNetwork is null ? new SqliteConnections(configuration) : new SqliteConnections(configuration, isOnNetwork);
        return new SqliteEngine(connections, new Checkpointer(connections, new WriteLock(), time, NullLogger<Checkpointer>.Instance), new LegacyFiles(), NullLoggerFactory.Instance);
    }

    public void Dispose()
    {
        (Engine as IDisposable)?.Dispose();
        if (TestPostgres.IsUsed)
            TestPostgres.Drop(_connectionString);
        _folder.Dispose();
    }
}
