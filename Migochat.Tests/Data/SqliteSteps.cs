using Microsoft.Data.Sqlite;
using Migochat.Data;
using SQLitePCL;

namespace Migochat.Tests.Data;

/// <summary>How much SQLite does: a measure that no other load changes.</summary>
internal static class SqliteSteps
{
    /// <summary>The instructions of SQLite's virtual machine that a connection executes during the work.</summary>
    public static int Count(DatabaseConnection connected, Action work)
    {
        var connection = (SqliteConnection)connected.Inner;
        var steps = 0;
        raw.sqlite3_progress_handler(connection.Handle, 1, _ => { steps++; return 0; }, null);
        try
        {
            work();
        }
        finally
        {
            raw.sqlite3_progress_handler(connection.Handle, 0, (delegate_progress?)null, null);
        }

        return steps;
    }
}
