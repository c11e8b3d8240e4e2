using System.Data.Common;

namespace Migochat.Tests;

/// <summary>Rows that can't be written, by a trigger of the engine.</summary>
internal static class Poison
{
    /// <summary>The database's error, as the log and a dead letter name it.</summary>
    public static string Error => TestPostgres.IsUsed ? "PostgresException P0001" : "SqliteException 1811";

    /// <summary>Makes an operation on a table fail, for all rows or for some of them.</summary>
    /// <param name="database">A connection of the test's own.</param>
    /// <param name="operation"><c>INSERT</c>, <c>UPDATE</c> or <c>DELETE</c>.</param>
    /// <param name="table">One trigger a table.</param>
    /// <param name="condition">On <c>new</c> or <c>old</c>.</param>
    /// <param name="message">What the database says.</param>
    public static void Add(DbConnection database, string operation, string table, string? condition = null, string message = "poisoned")
    {
        var when = condition is null ? "" : $"WHEN ({condition})";
        if (TestPostgres.IsUsed)
        {
            database.Run($"CREATE FUNCTION poison_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{message}'; END $$");
            database.Run($"CREATE TRIGGER poison BEFORE {operation} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION poison_{table}()");
        }
        else
        {
            database.Run($"CREATE TRIGGER poison_{table} BEFORE {operation} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{message}'); END");
        }
    }

    /// <inheritdoc cref="Add(DbConnection, string, string, string?, string)"/>
    public static void Add(Shop shop, string operation, string table, string? condition = null)
    {
        using var outside = shop.Database();
        Add(outside, operation, table, condition);
    }

    public static void Remove(Shop shop, string table)
    {
        using var outside = shop.Database();
        outside.Run(TestPostgres.IsUsed ? $"DROP FUNCTION poison_{table} CASCADE" : $"DROP TRIGGER poison_{table}");
    }
}
