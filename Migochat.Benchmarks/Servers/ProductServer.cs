namespace Migochat.Benchmarks.Servers;

/// <summary>How the published product is started.</summary>
public static class ProductServer
{
    /// <summary>The app secret that every message is signed with.</summary>
    public const string Secret = "0a2b8c1d4e6f70915a3c5e7081b2d4f6";

    /// <summary>The key with which timers are set off.</summary>
    public const string MasterKey = "7c1e5a90b3d24f6886e0a1c2d3f4b596";

    /// <summary>The database file's name.</summary>
    public const string DatabaseName = "migochat.db";

    /// <summary>The command, with <paramref name="folder"/> as its own.</summary>
    /// <param name="databaseFolder">Where the database is; null: in its own folder.</param>
    public static ServerCommand Command(string executable, string folder, string? databaseFolder = null) =>
        On($"Data Source={Path.Combine(databaseFolder ?? folder, DatabaseName)}", executable, folder);

    /// <summary>The command for a database that a connection string names.</summary>
    public static ServerCommand On(string connectionString, string executable, string folder)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings__Migochat"] = connectionString,
            ["fb_app_secret"] = Secret,
            ["fb_verify_token"] = "benchmark",
            ["FunctionKeys__master"] = MasterKey,
        };
        return new ServerCommand(executable, [], environment, folder);
    }
}
