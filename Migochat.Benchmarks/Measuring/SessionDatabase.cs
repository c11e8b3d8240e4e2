using Migochat.Benchmarks.Servers;
using Npgsql;

namespace Migochat.Benchmarks.Measuring;

/// <summary>The database of one session, which goes when it is disposed.</summary>
public abstract class SessionDatabase : IDisposable
{
    /// <summary>As the product takes it.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>Messages that it held at the start.</summary>
    public long MessagesBefore { get; protected init; }

    /// <summary>Rows of the table <c>messages</c>, while no server has it open.</summary>
    public abstract long CountMessages();

    /// <inheritdoc />
    public abstract void Dispose();
}

/// <summary>A file in the session's folder.</summary>
public sealed class FileDatabase : SessionDatabase
{
    private readonly string _file;

    /// <param name="folder">The session's, which removes the file.</param>
    /// <param name="startsFrom">The file that it is a copy of; null if the server creates it.</param>
    public FileDatabase(string folder, string? startsFrom = null)
    {
        _file = Path.Combine(folder, ProductServer.DatabaseName);
        if (startsFrom is not null)
            MessagesBefore = DatabaseFiles.Copy(startsFrom, _file);
    }

    /// <inheritdoc />
    public override string ConnectionString => $"Data Source={_file}";

    /// <inheritdoc />
    public override long CountMessages() => DatabaseFiles.CountMessages(_file);

    /// <inheritdoc />
    public override void Dispose()
    {
        // The file goes with its folder.
    }
}

/// <summary>A database of its own on a PostgreSQL server.</summary>
public sealed class ServerDatabase : SessionDatabase
{
    private readonly string _server;
    private readonly string _name = $"migochat_bench_{Guid.NewGuid():N}";
    private readonly SlowLink? _link;

    /// <param name="server">The connection string of a user who may create databases.</param>
    /// <param name="latency">What a round trip from the product to the server takes longer.</param>
    /// <param name="template">A database of the same server that nobody has open, of which it is a copy; null: it is empty.</param>
    public ServerDatabase(string server, TimeSpan latency = default, ServerDatabase? template = null)
    {
        _server = server;
        RunOn(server, template is null ? $"CREATE DATABASE {_name}" : $"CREATE DATABASE {_name} TEMPLATE {template._name}");
        if (template is not null)
            MessagesBefore = template.CountMessages();
        if (latency > TimeSpan.Zero && new NpgsqlConnectionStringBuilder(server) is { Host: { } host } near)
            _link = new SlowLink(host, near.Port, latency);
    }

    /// <inheritdoc />
    public override string ConnectionString
    {
        get
        {
            var own = Direct;
            if (_link is not null)
                (own.Host, own.Port) = ("127.0.0.1", _link.Port);
            return own.ToString();
        }
    }

    private NpgsqlConnectionStringBuilder Direct => new(_server) { Database = _name };

    /// <inheritdoc />
    public override long CountMessages()
    {
        using var source = NpgsqlDataSource.Create(Direct.ToString());
        using var command = source.CreateCommand("SELECT count(*) FROM messages");
        return (long)command.ExecuteScalar()!;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _link?.Dispose();
        RunOn(_server, $"DROP DATABASE {_name} WITH (FORCE)");
    }

    /// <summary>Runs a statement in this database.</summary>
    public void Run(string sql) => RunOn(Direct.ToString(), sql);

    private static void RunOn(string connectionString, string sql)
    {
        using var source = NpgsqlDataSource.Create(connectionString);
#pragma warning disable CA2100 // statements of this program's own
        using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
