using Microsoft.Data.Sqlite;

namespace Migochat.Data;

/// <summary>Separates SQLite's errors about the database from those about the written values. See sqlite.org/rescode.html.</summary>
public static class SqliteErrors
{
    /// <summary>The database can't be written now and may be later: busy, full, gone, broken disk. Nothing was stored.</summary>
    public static bool IsUnavailable(this SqliteException exception) => exception.SqliteErrorCode
        is 5 // BUSY
        or 6 // LOCKED
        or 7 // NOMEM
        or 8 // READONLY
        or 9 // INTERRUPT
        or 10 // IOERR
        or 11 // CORRUPT
        or 13 // FULL
        or 14 // CANTOPEN
        or 15 // PROTOCOL
        or 26; // NOTADB

    /// <summary>A row with the same key is there already.</summary>
    public static bool IsSameKey(this SqliteException exception) => exception.SqliteExtendedErrorCode
        is 2067 // CONSTRAINT_UNIQUE
        or 1555; // CONSTRAINT_PRIMARYKEY

    /// <summary>Other rows point to the row.</summary>
    public static bool IsInUse(this SqliteException exception) => exception.SqliteExtendedErrorCode is 787; // CONSTRAINT_FOREIGNKEY

    /// <summary>Another writer holds the lock; the connection itself is sound.</summary>
    public static bool IsBusy(this SqliteException exception) => exception.SqliteErrorCode is 5 or 6;
}
