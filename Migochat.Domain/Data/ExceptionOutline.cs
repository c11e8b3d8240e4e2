using System.Data.Common;

namespace Migochat.Data;

/// <summary>Describes exceptions for the log and for dead letters. Leaves their messages out, because these can quote customers' texts or rows.</summary>
public static class ExceptionOutline
{
    /// <summary>One line, such as <c>DbUpdateException, DbException 2067: UNIQUE constraint failed: users.psid</c>.</summary>
    public static string Line(Exception exception) => string.Join(", ", Chain(exception).Select(Name));

    /// <summary>The same line, followed by the stack trace of the innermost exception.</summary>
    public static string Whole(Exception exception) => $"{Line(exception)}{Environment.NewLine}{Chain(exception).Last().StackTrace}";

    private static string Name(Exception exception) => exception is DbException database
        ? $"{database.Code()}{(database.Constraint() is { } constraint ? $": {constraint}" : null)}"
        : exception.GetType().Name;

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
            yield return inner;
    }
}
