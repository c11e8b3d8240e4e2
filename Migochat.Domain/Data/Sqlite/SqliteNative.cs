using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Migochat.Data;

/// <summary>Asks SQLite's C interface about an open file, which ADO.NET does not offer.</summary>
internal static unsafe partial class SqliteNative
{
    private const int HasMovedFile = 20;
    private const int JournalPointer = 28;

    /// <summary>
    /// True if the database file was deleted, renamed or replaced since the connection opened it.
    /// SQLite would continue to write to the old file, and those rows would be lost.
    /// </summary>
    public static bool HasMoved(SqliteConnection connection)
    {
        var moved = 0;
        return Ask(connection, HasMovedFile, &moved) && moved != 0;
    }

    /// <summary>The sqlite3_file of the connection's WAL, null where there is none. Valid while the connection is open.</summary>
    public static void* LogFile(SqliteConnection connection)
    {
        void* file = null;
        return Ask(connection, JournalPointer, &file) ? file : null;
    }

    private static bool Ask(SqliteConnection connection, int operation, void* argument)
    {
        var result = FileControl(connection.Handle!.DangerousGetHandle(), "main", operation, argument);
        GC.KeepAlive(connection);
        return result == 0;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FileControl(nint database, string schema, int operation, void* argument);
}
