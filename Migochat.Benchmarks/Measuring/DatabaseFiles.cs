using Microsoft.Data.Sqlite;

namespace Migochat.Benchmarks.Measuring;

/// <summary>Looking into and copying database files that no server has open.</summary>
public static class DatabaseFiles
{
    /// <summary>
    /// Copies a file and syncs it, so that its write-back disturbs no measurement; returns the number of its messages. Reads it twice, so
    /// that it is cached like a file long in use: a system first drops pages that were read only once.
    /// </summary>
    public static long Copy(string original, string copy)
    {
        File.Copy(original, copy);
        using (var stream = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Flush(flushToDisk: true);
            for (var time = 0; time < 2; time++)
            {
                stream.Position = 0;
                stream.CopyTo(Stream.Null, 1 << 20);
            }
        }

        return CountMessages(copy);
    }

    /// <summary>Rows of the table <c>messages</c>.</summary>
    public static long CountMessages(string file)
    {
        using var connection = Open(file);
        return Count(connection, "SELECT count(*) FROM messages");
    }

    /// <summary>Opens a file that must exist, outside the pool; closing it leaves no log beside it.</summary>
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>The one number that a query gives; 0 for NULL.</summary>
    public static long Count(SqliteConnection connection, string sql) => Scalar(connection, sql) as long? ?? 0;

    /// <summary>The first column of a query's first row.</summary>
    public static object? Scalar(SqliteConnection connection, string sql)
    {
#pragma warning disable CA2100 // constants only
        using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
