using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Migochat.Tests;

/// <summary>Looks into a database file from outside, as sqlite3 would.</summary>
internal static class Database
{
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Mode=ReadWrite;Pooling=False;Default Timeout=10");
        connection.Open();
        return connection;
    }

    public static long Count(this SqliteConnection connection, string table) =>
        long.Parse(connection.Rows($"SELECT count(*) AS n FROM {table}")[0]["n"]!, CultureInfo.InvariantCulture);

    /// <summary>Every row by column name; values as text, NULL as null.</summary>
    public static Dictionary<string, string?>[] Rows(this SqliteConnection connection, string sql)
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
                column => reader.IsDBNull(column) ? null : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture),
                StringComparer.Ordinal));
        }

        return [.. rows];
    }

    public static void Run(this SqliteConnection connection, string sql) => connection.Rows(sql);
}
