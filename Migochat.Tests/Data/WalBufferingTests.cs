using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Migochat.Data;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Data;

/// <summary>The intake's VFS against SQLite's own, on one file.</summary>
public sealed class WalBufferingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteConnection _buffered;
    private readonly SqliteConnection _plain;

    public WalBufferingTests()
    {
        using (var create = new SqliteConnection($"Data Source={_folder.File("wal.db")};Pooling=False"))
        {
            create.Open();
            create.Run("PRAGMA journal_mode=WAL");
            create.Run("CREATE TABLE t (id INTEGER PRIMARY KEY, x BLOB)");
        }

        var connections = new SqliteConnections(new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:Migochat", $"Data Source={_folder.File("wal.db")}")]).Build());
        _buffered = connections.OpenForIntake();
        _plain = connections.Open();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5_000)] // more pages than the cache holds, so that some are written, and read again, before the commit
    public void What_is_committed_is_read_by_every_connection(int rows)
    {
        _buffered.Run("PRAGMA cache_size=50");
        _buffered.Run("BEGIN IMMEDIATE");
        Insert(rows);
        _buffered.Run("UPDATE t SET x = randomblob(900) WHERE id % 7 = 0");
        Assert.Equal(0, _plain.Count("t"));
        _buffered.Run("COMMIT");

        Assert.Equal(rows, _plain.Count("t"));
        Assert.Equal(Contents(_buffered), Contents(_plain));
        Assert.Equal("ok", _plain.Rows("PRAGMA integrity_check")[0]["integrity_check"]);
    }

    [Fact]
    public void What_is_rolled_back_leaves_nothing()
    {
        _buffered.Run("PRAGMA cache_size=50");
        _buffered.Run("BEGIN IMMEDIATE");
        Insert(3_000);
        _buffered.Run("ROLLBACK");
        Insert(3);

        Assert.Equal(3, _plain.Count("t"));
        Assert.Equal("ok", _plain.Rows("PRAGMA integrity_check")[0]["integrity_check"]);
    }

    [Fact]
    public void What_is_rolled_back_never_reaches_the_place_of_another_connections_commit()
    {
        _buffered.Run("PRAGMA cache_size=-8192");
        _buffered.Run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) INSERT INTO t (x) SELECT zeroblob(3000) FROM n");
        _plain.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        _buffered.Run("BEGIN IMMEDIATE");
        _buffered.Run("UPDATE t SET x = randomblob(3000)");
        WalBuffering.Discard(_buffered);
        _buffered.Run("ROLLBACK");
        // Many small commits, so that they cover every place in the log that the transaction had reached.
        _plain.Run("PRAGMA synchronous=OFF");
        for (var commit = 0; commit < 3_000; commit++)
            _plain.Run("INSERT INTO t (x) VALUES (randomblob(900))");
        Insert(1);

        Assert.Equal(7_001, _plain.Count("t"));
        Assert.Equal("ok", _plain.Rows("PRAGMA integrity_check")[0]["integrity_check"]);
    }

    [Fact]
    public void Savepoints_keep_what_came_before_them()
    {
        _buffered.Run("PRAGMA cache_size=50");
        _buffered.Run("BEGIN IMMEDIATE");
        Insert(1_000);
        _buffered.Run("SAVEPOINT event");
        Insert(1_000);
        _buffered.Run("ROLLBACK TO event");
        _buffered.Run("COMMIT");

        Assert.Equal(1_000, _plain.Count("t"));
        Assert.Equal("ok", _plain.Rows("PRAGMA integrity_check")[0]["integrity_check"]);
    }

    [Fact]
    public void Checkpoints_and_other_writers_take_turns_with_it()
    {
        for (var round = 0; round < 40; round++)
        {
            Insert(50);
            if (round % 3 == 0)
                _plain.Run("INSERT INTO t (x) VALUES (randomblob(500))");
            if (round % 5 == 0)
                _plain.Run(round % 2 == 0 ? "PRAGMA wal_checkpoint(TRUNCATE)" : "PRAGMA wal_checkpoint(PASSIVE)");
            Assert.Equal(_buffered.Count("t"), _plain.Count("t"));
        }

        Assert.Equal(40 * 50 + 14, _plain.Count("t"));
        Assert.Equal("ok", _buffered.Rows("PRAGMA integrity_check")[0]["integrity_check"]);
    }

    public void Dispose()
    {
        _plain.Dispose();
        _buffered.Dispose();
        _folder.Dispose();
    }

    private void Insert(int rows) =>
        _buffered.Run($"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) INSERT INTO t (x) SELECT randomblob(900) FROM n");

    private static string Contents(SqliteConnection connection) =>
        string.Join(' ', connection.Rows("SELECT id, hex(substr(x, 1, 16)) AS x FROM t ORDER BY id").Select(row => $"{row["id"]}={row["x"]}"));
}
