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

    /// <param name="server">The connection string of a user who may create databases.</param>
    public ServerDatabase(string server)
    {
        _server = server;
        Run($"CREATE DATABASE {_name}");
    }

    /// <inheritdoc />
    public override string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();

    /// <inheritdoc />
    public override long CountMessages()
    {
        using var source = NpgsqlDataSource.Create(ConnectionString);
        using var command = source.CreateCommand("SELECT count(*) FROM messages");
        return (long)command.ExecuteScalar()!;
    }

    /// <inheritdoc />
    public override void Dispose() => Run($"DROP DATABASE {_name} WITH (FORCE)");

    private void Run(string sql)
    {
        using var source = NpgsqlDataSource.Create(_server);
#pragma warning disable CA2100 // the name is made above
        using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
