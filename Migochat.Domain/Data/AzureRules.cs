using Microsoft.Extensions.Configuration;

namespace Migochat.Data;

/// <summary>What a SQLite file needs on Azure, where a wrong place loses data quietly.</summary>
internal static class AzureRules
{
    public static string ConnectionString(IConfiguration configuration)
    {
        var configured = configuration.GetConnectionString(SqliteConnections.ConnectionStringName);
        if (!string.IsNullOrWhiteSpace(configured))
            return configured;
        return IsAzure(configuration)
            ? throw new InvalidOperationException("On Azure the database needs an explicit place: set ConnectionStrings__Migochat to a file on a durable local disk.")
            : SqliteConnections.DefaultConnectionString;
    }

    public static void CheckPath(IConfiguration configuration, string path)
    {
        if (IsAzure(configuration) && path.StartsWith("/home/", StringComparison.Ordinal))
            throw new InvalidOperationException("ConnectionStrings__Migochat names a file under /home, which is an SMB share; SQLite's write-ahead log does not work there. Use a durable local disk.");
    }

    public static bool IsAzure(IConfiguration configuration) => !string.IsNullOrEmpty(configuration["WEBSITE_INSTANCE_ID"]);
}
