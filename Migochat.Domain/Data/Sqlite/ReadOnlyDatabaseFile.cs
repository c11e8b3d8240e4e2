using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Migochat.Data;

/// <summary>
/// Opens database files without changing a byte of them or leaving a file beside them, whatever they contain.
/// SQLite's read-only mode does not promise that: it leaves a -wal and a -shm beside a file in WAL mode.
/// </summary>
internal static class ReadOnlyDatabaseFile
{
    /// <summary>For an inspection. It reads the WAL but may miss the present writes of a running process.</summary>
    public static SqliteConnection Open(string file)
    {
        if (!HasLog(file))
            return DatabaseFile.Open(new Uri(file).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);
        if (File.Exists(file + "-shm"))
            return DatabaseFile.Open(file, SqliteOpenMode.ReadOnly);

        // A WAL without its index was copied here, so nobody has it open; in exclusive mode SQLite keeps the index in memory.
        var connection = DatabaseFile.Open(file, SqliteOpenMode.ReadWrite);
        KeepLog(connection, file);
        connection.Execute("PRAGMA locking_mode=EXCLUSIVE;");
        return connection;
    }

    /// <summary>Prevents the connection from checkpointing the file's WAL when it closes.</summary>
    public static void KeepLog(SqliteConnection connection, string file)
    {
        if (HasLog(file))
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
    }

    private static bool HasLog(string file) => new FileInfo(file + "-wal") is { Exists: true, Length: > 0 };
}
