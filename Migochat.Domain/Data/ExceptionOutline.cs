using Microsoft.Data.Sqlite;

namespace Migochat.Data;

/// <summary>Exceptions as the log and dead letters may hold them: without messages, which can quote what a customer wrote or what a row holds.</summary>
public static class ExceptionOutline
{
    private const int ConstraintError = 19;
    private const int ErrorOfTrigger = 1811;

    /// <summary>One line, such as <c>DbUpdateException, SqliteException 2067: UNIQUE constraint failed: users.psid</c>.</summary>
    public static string Line(Exception exception) => string.Join(", ", Chain(exception).Select(Name));

    /// <summary>The same, and where it happened: the stack trace of the innermost.</summary>
    public static string Whole(Exception exception) => $"{Line(exception)}{Environment.NewLine}{Chain(exception).Last().StackTrace}";

    private static string Name(Exception exception) => exception is SqliteException sqlite
        ? $"{nameof(SqliteException)} {sqlite.SqliteExtendedErrorCode}{Constraint(sqlite)}"
        : exception.GetType().Name;

    // SQLite makes this message of names in the schema; but a trigger says what it likes.
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
