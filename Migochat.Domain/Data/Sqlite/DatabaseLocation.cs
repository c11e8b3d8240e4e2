using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Migochat.Data;

/// <summary>
/// The database file that the configuration names, or the reason why there is none. There is no default, because a wrong
/// location loses data unnoticed. LocalHost has a default in its settings.
/// </summary>
internal sealed class DatabaseLocation
{
    public const string Example = "Data Source=/path/on/a/durable/disk/migochat.db";

    private const string Setting = "ConnectionStrings__Migochat";

    // The plans of Azure Functions that add and remove instances by themselves, as WEBSITE_SKU names them.
    private static readonly string[] PassingInstances = ["FlexConsumption", "Dynamic", "ElasticPremium"];

    private readonly string? _file;
    private readonly string? _refusal;
    private readonly Func<string, bool> _isOnNetwork;

    /// <param name="configuration">Names the file, and on Azure the plan.</param>
    /// <param name="isOnNetwork">Whether a path lies on a network share.</param>
    public DatabaseLocation(IConfiguration configuration, Func<string, bool> isOnNetwork)
    {
        _isOnNetwork = isOnNetwork;
        ConnectionString = new SqliteConnectionStringBuilder();
        _refusal = Read(configuration);
        if (_refusal is not null)
            return;
        _file = Path.GetFullPath(ConnectionString.DataSource);
        ConnectionString.DataSource = _file;
    }

    /// <summary>As configured, but with the file's absolute path; empty if no file may be used.</summary>
    public SqliteConnectionStringBuilder ConnectionString { get; private set; }

    /// <summary>Absolute.</summary>
    /// <exception cref="InvalidOperationException">The configuration names no file that may be used.</exception>
    public string File => _file ?? throw new InvalidOperationException(_refusal);

    /// <summary>Checks the configuration, then asks the file system.</summary>
    /// <returns>The reason why there can be no database; null if there can be one.</returns>
    public string? Refusal() => _refusal ?? (_isOnNetwork(File)
        ? $"{File} lies on a network share, where SQLite's write-ahead log does not work. Let {Setting} name a file on a durable local disk."
        : null);

    private string? Read(IConfiguration configuration)
    {
        var configured = configuration.GetConnectionString(SqliteConnections.ConnectionStringName);
        if (string.IsNullOrWhiteSpace(configured))
            return $"{Setting} is missing. It must name a file on a durable local disk, such as {Example}";
        try
        {
            ConnectionString = new SqliteConnectionStringBuilder(configured);
        }
        catch (ArgumentException exception)
        {
            return $"{Setting} is not understood: {exception.Message} It looks like this: {Example}";
        }

        if (ConnectionString.DataSource.Length == 0)
            return $"{Setting} names no file. It looks like this: {Example}";
        return PassingInstances.Contains(configuration["WEBSITE_SKU"], StringComparer.OrdinalIgnoreCase)
            ? $"A SQLite file can't be kept on the plan {configuration["WEBSITE_SKU"]}: its instances come and go, and their disks with them. Use one always-on instance with a durable local disk."
            : null;
    }
}
