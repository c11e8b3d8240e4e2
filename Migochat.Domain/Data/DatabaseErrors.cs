using System.Data.Common;

namespace Migochat.Data;

/// <summary>Separates the engines' errors about the database from those about the written values.</summary>
public static class DatabaseErrors
{
    /// <summary>The database can't be read or written now and may be later: busy, full, gone, not reachable. Nothing was stored.</summary>
    public static bool IsUnavailable(this DbException exception) => KindOf(exception) is DatabaseErrorKind.Unavailable or DatabaseErrorKind.Busy;

    /// <summary>Another writer was in the way; the connection itself is sound.</summary>
    public static bool IsBusy(this DbException exception) => KindOf(exception) == DatabaseErrorKind.Busy;

    /// <summary>A row with the same key is there already.</summary>
    public static bool IsSameKey(this DbException exception) => KindOf(exception) == DatabaseErrorKind.SameKey;

    /// <summary>Other rows point to the row.</summary>
    public static bool IsInUse(this DbException exception) => KindOf(exception) == DatabaseErrorKind.InUse;

    /// <summary>The engine's own code, such as <c>SQLite 2067</c>, for the log.</summary>
    public static string Code(this DbException exception) =>
        SqliteErrors.Code(exception) ?? PostgresErrors.Code(exception) ?? exception.GetType().Name;

    /// <summary>What the engine says of a constraint, without any value of a row; null for another error.</summary>
    internal static string? Constraint(this DbException exception) =>
        SqliteErrors.Constraint(exception) ?? PostgresErrors.Constraint(exception);

    private static DatabaseErrorKind KindOf(DbException exception) =>
        SqliteErrors.KindOf(exception) ?? PostgresErrors.KindOf(exception) ?? DatabaseErrorKind.Other;
}

/// <summary>What an error of the database means for the caller.</summary>
internal enum DatabaseErrorKind
{
    /// <summary>Of the statement or the values.</summary>
    Other,

    Unavailable,
    Busy,
    SameKey,
    InUse,
}
