using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Migochat.Data;

/// <summary>The one call of SQLite's C interface that ADO.NET does not offer.</summary>
internal static partial class SqliteNative
{
    private const int FileControlHasMoved = 20;

    /// <summary>
    /// True if the database file was deleted, renamed or replaced since the connection opened it.
    /// SQLite would go on writing to the old file, which nobody will ever open again.
    /// </summary>
    public static bool HasMoved(SqliteConnection connection)
    {
        var moved = 0;
        var result = FileControl(connection.Handle!.DangerousGetHandle(), "main", FileControlHasMoved, ref moved);
        GC.KeepAlive(connection);
        return result == 0 && moved != 0;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FileControl(nint database, string schema, int operation, ref int argument);
}
