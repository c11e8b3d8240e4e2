using Microsoft.Data.Sqlite;

namespace Migochat.Data;

/// <summary>Describes exceptions for the log and for dead letters. Leaves their messages out, because these can quote customers' texts or rows.</summary>
public static class ExceptionOutline
{
    private const int ConstraintError = 19;
    private const int ErrorOfTrigger = 1811;

    /// <summary>One line, such as <c>DbUpdateException, SqliteException 2067: UNIQUE constraint failed: users.psid</c>.</summary>
    public static string Line(Exception exception) => string.Join(", ", Chain(exception).Select(Name));

    /// <summary>The same line, followed by the stack trace of the innermost exception.</summary>
    public static string Whole(Exception exception) => $"{Line(exception)}{Environment.NewLine}{Chain(exception).Last().StackTrace}";

    private static string Name(Exception exception) => exception is SqliteException sqlite
        ? $"{nameof(SqliteException)} {sqlite.SqliteExtendedErrorCode}{Constraint(sqlite)}"
        : exception.GetType().Name;

    // SQLite's message for a constraint holds only names of the schema. A trigger's message can hold anything.
    private static string? Constraint(SqliteException exception) =>
        exception.SqliteErrorCode == ConstraintError && exception.SqliteExtendedErrorCode != ErrorOfTrigger && exception.Message.Split('\'') is [_, var text, ..]
            ? $": {text}"
            : null;

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
            yield return inner;
    }
}
