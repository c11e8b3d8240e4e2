using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Migochat.Data;
using Npgsql;

namespace Migochat.Tests;

/// <summary>
/// The PostgreSQL server that <c>MIGOCHAT_TEST_POSTGRES</c> names, if it names one: every test then runs on a database of its own
/// there, and on a SQLite file otherwise.
/// </summary>
internal static class TestPostgres
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("MIGOCHAT_TEST_POSTGRES");

    private static readonly Lazy<string> Template = new(MakeTemplate);

    public static bool IsUsed => !string.IsNullOrEmpty(Server);

    /// <summary>Copies the migrated template of this run.</summary>
    /// <returns>The connection string for the copy.</returns>
    public static string NewDatabase()
    {
        var name = $"t{Guid.NewGuid():N}";
        Run($"CREATE DATABASE {name} TEMPLATE {Template.Value}");
        return ConnectionString(name);
    }

    /// <summary>Makes a database without tables.</summary>
    /// <returns>The connection string for it.</returns>
    public static string NewEmptyDatabase()
    {
        var name = $"t{Guid.NewGuid():N}";
        Run($"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>Opens a connection of its own to a database. It is not traced: unlike the program's, the tests' SQL holds values.</summary>
    public static NpgsqlConnection Open(string connectionString)
    {
        var source = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        source.ConfigureTracing(tracing => tracing.ConfigureCommandFilter(_ => false));
        return source.Build().OpenConnection();
    }

    public static void Drop(string connectionString) => DropDatabase(new NpgsqlConnectionStringBuilder(connectionString).Database!);

    private static string MakeTemplate()
    {
        var name = $"t{Guid.NewGuid():N}";
        Run($"CREATE DATABASE {name}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DropDatabase(name);
        var unpooled = new NpgsqlConnectionStringBuilder(ConnectionString(name)) { Pooling = false }.ToString();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Migochat", unpooled)]).Build();
        using var engine = new PostgresEngine(configuration, NullLoggerFactory.Instance);
        engine.Prepare();
        return name;
    }

    private static string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, Timezone = "UTC", MaxPoolSize = 10, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 2 }.ToString();

    private static void DropDatabase(string name) => Run($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private static void Run(string sql)
    {
        using var connection = Open(Server!);
        connection.Run(sql);
    }
}
