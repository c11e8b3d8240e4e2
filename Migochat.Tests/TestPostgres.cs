using Npgsql;

namespace Migochat.Tests;

/// <summary>
/// The PostgreSQL server that <c>MIGOCHAT_TEST_POSTGRES</c> names, if it names one: every test then runs on a schema of its own
/// there, and on a SQLite file otherwise.
/// </summary>
internal static class TestPostgres
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("MIGOCHAT_TEST_POSTGRES");

    public static bool IsUsed => !string.IsNullOrEmpty(Server);

    /// <summary>Makes an empty schema.</summary>
    /// <returns>The connection string for it.</returns>
    public static string NewSchema()
    {
        var name = $"t{Guid.NewGuid():N}";
        Run($"CREATE SCHEMA {name}");
        return new NpgsqlConnectionStringBuilder(Server) { SearchPath = name, MaxPoolSize = 10, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 2 }.ToString();
    }

    /// <summary>Opens a connection of its own to a schema.</summary>
    public static NpgsqlConnection Open(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public static void Drop(string connectionString) => Run($"DROP SCHEMA IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).SearchPath} CASCADE");

    private static void Run(string sql)
    {
        using var connection = Open(Server!);
        connection.Run(sql);
    }
}
