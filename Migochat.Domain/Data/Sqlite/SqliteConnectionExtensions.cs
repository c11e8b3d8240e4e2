using Microsoft.Data.Sqlite;

namespace Migochat.Data;

internal static class SqliteConnectionExtensions
{
    /// <summary>
    /// Runs one or more statements that are written in the code. ExecuteNonQuery swallows the errors of statements that follow
    /// one with a result, such as many a PRAGMA; this method does not.
    /// </summary>
    public static int Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants only
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        while (reader.NextResult())
        {
            // Go on to the next statement.
        }

        return reader.RecordsAffected;
    }

    /// <summary>The first column of the first row of a query that is written in the code.</summary>
    public static object? Scalar(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants only
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    /// <summary>Every row of a query that is written in the code.</summary>
    public static void Read(this SqliteConnection connection, string sql, Action<SqliteDataReader> row)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants only
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        while (reader.Read())
            row(reader);
    }
}

internal static class SqliteDataReaderExtensions
{
    public static string? TextOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? NumberOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static DateTime? TimeOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : UtcText.Parse(row.GetString(column));
}
