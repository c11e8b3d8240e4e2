using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Migochat.Data;

namespace Migochat.Tests;

/// <summary>Looks into a database from outside, as sqlite3 or psql would.</summary>
internal static class Database
{
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Mode=ReadWrite;Pooling=False;Default Timeout=10");
        connection.Open();
        return connection;
    }

    public static long Count(this DbConnection connection, string table) =>
        long.Parse(connection.Rows($"SELECT count(*) AS n FROM {table}")[0]["n"]!, CultureInfo.InvariantCulture);

    /// <summary>Every row by column name; values as text, NULL as null, truths as 0 and 1, times as SQLite has them.</summary>
    public static Dictionary<string, string?>[] Rows(this DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own text
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, string?>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                reader.GetName,
                column => reader.IsDBNull(column) ? null : Text(reader.GetValue(column)),
                StringComparer.Ordinal));
        }

        return [.. rows];
    }

    public static void Run(this DbConnection connection, string sql) => connection.Rows(sql);

    /// <summary>The names of all tables, with those that the engine keeps for itself in the same schema.</summary>
    public static string[] Tables(this DbConnection connection) => [.. connection.Rows(connection is SqliteConnection
        ? "SELECT name FROM sqlite_master WHERE type = 'table'"
        : "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()").Select(row => row["name"]!)];

    /// <summary>Fails if the file is damaged or a row points to none; PostgreSQL has no such check, and lets no row point to none.</summary>
    public static void AssertSound(this DbConnection connection)
    {
        if (connection is not SqliteConnection)
            return;
        Assert.Equal("ok", connection.Rows("PRAGMA integrity_check")[0]["integrity_check"]);
        Assert.Empty(connection.Rows("PRAGMA foreign_key_check"));
    }

    public static long Count(this DatabaseConnection connection, string table) => connection.Inner.Count(table);

    public static Dictionary<string, string?>[] Rows(this DatabaseConnection connection, string sql) => connection.Inner.Rows(sql);

    public static void Run(this DatabaseConnection connection, string sql) => connection.Inner.Run(sql);

    private static string Text(object value) => value switch
    {
        bool truth => truth ? "1" : "0",
        DateTime time => UtcText.From(time),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
