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
        if (!ConnectionString.ContainsKey("SSL Mode"))
            ConnectionString.SslMode = IsLocal ? SslMode.Prefer : SslMode.Require;
        if (!IsLocal && ConnectionString.SslMode is SslMode.Disable or SslMode.Allow or SslMode.Prefer)
            return $"{Setting} allows a connection without TLS to {ConnectionString.Host}. Say SSL Mode=Require, or VerifyFull with a root certificate.";
        Complete();
        return null;
    }

    /// <summary>What the service wants where the string says nothing.</summary>
    private void Complete()
    {
        var said = ConnectionString;
        if (!said.ContainsKey("Maximum Pool Size"))
            said.MaxPoolSize = 20;
        if (!said.ContainsKey("Max Auto Prepare"))
            said.MaxAutoPrepare = 200;
        if (!said.ContainsKey("Auto Prepare Min Usages"))
            said.AutoPrepareMinUsages = 2;
        if (!said.ContainsKey("Timeout"))
            said.Timeout = 5;
        if (!said.ContainsKey("Application Name"))
            said.ApplicationName = "migochat";
    }
}
