using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Migochat.Data;

/// <summary>Reads SQLite's result codes. See sqlite.org/rescode.html.</summary>
internal static class SqliteErrors
{
    private const int ConstraintError = 19;
    private const int ErrorOfTrigger = 1811;

    /// <returns>Null for another engine's error.</returns>
    public static DatabaseErrorKind? KindOf(DbException exception) => exception is not SqliteException sqlite
        ? null
        : (sqlite.SqliteErrorCode, sqlite.SqliteExtendedErrorCode) switch
        {
            (5 or 6, _) => DatabaseErrorKind.Busy, // BUSY, LOCKED
            (7 or 8 or 9 or 10 or 11, _) => DatabaseErrorKind.Unavailable, // NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT
            (13 or 14 or 15 or 26, _) => DatabaseErrorKind.Unavailable, // FULL, CANTOPEN, PROTOCOL, NOTADB
            (_, 2067 or 1555) => DatabaseErrorKind.SameKey, // CONSTRAINT_UNIQUE, CONSTRAINT_PRIMARYKEY
            (_, 787) => DatabaseErrorKind.InUse, // CONSTRAINT_FOREIGNKEY
            _ => DatabaseErrorKind.Other,
        };

    /// <returns>Null for another engine's error.</returns>
    public static string? Code(DbException exception) =>
        exception is SqliteException sqlite ? $"{nameof(SqliteException)} {sqlite.SqliteExtendedErrorCode}{Words(sqlite.SqliteErrorCode)}" : null;

    // For errors that an operator can mend.
    private static string? Words(int code) => code switch
    {
        8 => ": the file or its disk is read-only",
        13 => ": the disk is full",
        14 => ": the file can't be opened, being missing, moved or without rights, or because no file descriptor is left",
        _ => null,
    };

    /// <summary>The constraint that a value violates: names of the schema alone. A trigger's message can hold anything.</summary>
    /// <returns>Null for any other error.</returns>
    public static string? Constraint(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: ConstraintError, SqliteExtendedErrorCode: not ErrorOfTrigger } sqlite
        && sqlite.Message.Split('\'') is [_, var text, ..]
            ? text
            : null;
}
