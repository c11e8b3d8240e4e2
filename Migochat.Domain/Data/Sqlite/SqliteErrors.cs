using Microsoft.Data.Sqlite;

namespace Migochat.Data;

/// <summary>Which of SQLite's errors speak of the database and which of what was written. See sqlite.org/rescode.html.</summary>
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

    /// <summary>Another writer holds the lock; the connection itself is sound.</summary>
    public static bool IsBusy(this SqliteException exception) => exception.SqliteErrorCode is 5 or 6;
}
