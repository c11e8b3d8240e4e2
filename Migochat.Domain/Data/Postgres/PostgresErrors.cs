using System.Data.Common;
using Npgsql;

namespace Migochat.Data;

/// <summary>Reads PostgreSQL's error codes. See postgresql.org/docs/current/errcodes-appendix.html.</summary>
internal static class PostgresErrors
{
    private const string IdleInTransactionTimeout = "25P03";

    /// <returns>Null for another engine's error.</returns>
    public static DatabaseErrorKind? KindOf(DbException exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => DatabaseErrorKind.SameKey,
        PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation } => DatabaseErrorKind.InUse,
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } => DatabaseErrorKind.Busy,
        PostgresException server => IsOfServer(server.SqlState) ? DatabaseErrorKind.Unavailable : DatabaseErrorKind.Other,
        // Not an answer of the server: it can't be reached, or the connection broke, or no connection was free.
        NpgsqlException => DatabaseErrorKind.Unavailable,
        _ => null,
    };

    /// <returns>Null for another engine's error.</returns>
    public static string? Code(DbException exception) => exception switch
    {
        PostgresException server => $"{nameof(PostgresException)} {server.SqlState}",
        NpgsqlException { InnerException: { } cause } => $"{nameof(NpgsqlException)}, {cause.GetType().Name}",
        NpgsqlException => nameof(NpgsqlException),
        _ => null,
    };

    /// <summary>The constraint that a value violates: names of the schema alone.</summary>
    /// <returns>Null for any other error.</returns>
    public static string? Constraint(DbException exception) => exception is PostgresException { SqlState: ['2', '3', ..] } server
        ? $"{server.TableName}.{server.ConstraintName ?? server.ColumnName}"
        : null;

    // Connection, authorization, missing database or rights, read-only server, resources, intervention, system, internal.
    private static bool IsOfServer(string state) => state[..2] is "08" or "28" or "3D" or "53" or "57" or "58" or "F0" or "XX"
        || state is PostgresErrorCodes.ReadOnlySqlTransaction or IdleInTransactionTimeout or PostgresErrorCodes.InsufficientPrivilege;
}
