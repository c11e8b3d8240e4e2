using System.Data.Common;
using System.Net;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Migochat.Data;

/// <summary>The PostgreSQL database that the connection string names, or the reason why it may not be used.</summary>
internal sealed class PostgresLocation
{
    public const string Example = "Host=server;Database=migochat;Username=migochat;Password=...";

    private const string Setting = "ConnectionStrings__Migochat";

    private readonly string? _refusal;

    public PostgresLocation(IConfiguration configuration)
    {
        ConnectionString = new NpgsqlConnectionStringBuilder();
        _refusal = Read(configuration.GetConnectionString(SqliteConnections.ConnectionStringName));
    }

    public NpgsqlConnectionStringBuilder ConnectionString { get; private set; }

    /// <summary>Server and database, without user and password.</summary>
    public string Name => $"PostgreSQL {ConnectionString.Host}:{ConnectionString.Port}/{ConnectionString.Database}";

    public string? Refusal() => _refusal;

    /// <summary>True if the server runs on this machine.</summary>
    public bool IsLocal => ConnectionString.Host is { } host
        && (host.StartsWith('/') || host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));

    /// <summary>True if the string has no password of any kind: the identity of the app then gives one.</summary>
    public bool WantsToken => !IsLocal && ConnectionString is { Password: null, Passfile: null, SslCertificate: null };

    /// <summary>True if the connection string is one for PostgreSQL.</summary>
    public static bool IsMeant(IConfiguration configuration)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = configuration.GetConnectionString(SqliteConnections.ConnectionStringName) ?? "" };
            return parts.ContainsKey("Host") || parts.ContainsKey("Server");
        }
        catch (ArgumentException)
        {
            // Not a connection string at all; SQLite's rules say so to the operator.
            return false;
        }
    }

    private string? Read(string? configured)
    {
        try
        {
            ConnectionString = new NpgsqlConnectionStringBuilder(configured);
        }
        catch (ArgumentException)
        {
            // The exception's message could quote a password.
            return $"{Setting} is not understood. It looks like this: {Example}";
        }

        if (string.IsNullOrEmpty(ConnectionString.Host) || string.IsNullOrEmpty(ConnectionString.Database))
            return $"{Setting} needs a Host and a Database. It looks like this: {Example}";
        // Npgsql's builder knows every key, whether the string has it or not.
        var said = new DbConnectionStringBuilder { ConnectionString = configured };
        if (!Says(said, "SSL Mode"))
            ConnectionString.SslMode = IsLocal ? SslMode.Prefer : SslMode.Require;
        if (!IsLocal && ConnectionString.SslMode is (SslMode.Disable or SslMode.Allow or SslMode.Prefer))
            return $"{Setting} allows a connection without TLS to {ConnectionString.Host}. Say SSL Mode=Require, or VerifyFull with a root certificate.";
        Complete(said);
        return null;
    }

    /// <summary>What the service wants where the string says nothing.</summary>
    private void Complete(DbConnectionStringBuilder said)
    {
        if (!Says(said, "Maximum Pool Size"))
            ConnectionString.MaxPoolSize = 20;
        if (!Says(said, "Max Auto Prepare"))
            ConnectionString.MaxAutoPrepare = 200;
        if (!Says(said, "Auto Prepare Min Usages"))
            ConnectionString.AutoPrepareMinUsages = 2;
        if (!Says(said, "Timeout"))
            ConnectionString.Timeout = 5;
        if (!Says(said, "Timezone"))
            ConnectionString.Timezone = "UTC";
        if (!Says(said, "Application Name"))
            ConnectionString.ApplicationName = "migochat";
    }

    // Npgsql takes its keys with and without spaces.
    private static bool Says(DbConnectionStringBuilder said, string key) =>
        said.ContainsKey(key) || said.ContainsKey(key.Replace(" ", "", StringComparison.Ordinal));
}
