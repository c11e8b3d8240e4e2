using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Migochat.Data;

/// <summary>
/// A prepared statement with parameters <c>@0</c>, <c>@1</c> and so on. It calls SQLite below ADO.NET, because ADO.NET looks
/// every parameter up by its name at every run: a tenth of the intake's work. One thread owns it, like its connection.
/// </summary>
internal sealed partial class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The text is no statement in this database.</exception>
    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        // SQLite gives ?1, ?2 … their own numbers, but numbers named parameters in the order of their appearance.
        var numbered = Parameter().Replace(sql, match => $"?{int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture) + 1}");
        Check(raw.sqlite3_prepare_v3(_database, numbered, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Starts a query; dispose the rows before the next use of this statement.</summary>
    /// <param name="values">Strings, whole numbers, booleans, UTC times and null.</param>
    public Rows Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return new Rows(this, _statement);
    }

    /// <returns>The number of rows changed.</returns>
    /// <exception cref="SqliteException">It could not be run; nothing of it is done.</exception>
    public int Run(params ReadOnlySpan<object?> values)
    {
        using var rows = Query(values);
        while (rows.Read())
        {
        }

        return raw.sqlite3_changes(_database);
    }

    /// <returns>The first column of the only row, null where there is no row.</returns>
    public long? RunForId(params ReadOnlySpan<object?> values)
    {
        using var rows = Query(values);
        if (!rows.Read())
            return null;
        var id = rows.Number(0);
        rows.Read(); // steps to the end: only then is an INSERT … RETURNING done
        return id;
    }

    public void Dispose() => _statement.Dispose();

    [GeneratedRegex(@"@\d+", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    internal void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(result, _database);
    }

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            Check(Bind(i + 1, values[i]));
    }

    private int Bind(int position, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, position),
        string text => BindText(position, text),
        long number => raw.sqlite3_bind_int64(_statement, position, number),
        int number => raw.sqlite3_bind_int64(_statement, position, number),
        bool truth => raw.sqlite3_bind_int64(_statement, position, truth ? 1 : 0),
        DateTime time => BindTime(position, time),
        _ => throw new ArgumentException($"A {value.GetType().Name} can't be stored.", nameof(value)),
    };

    private int BindText(int position, string text)
    {
        const int OnStack = 512;
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = longest <= OnStack ? stackalloc byte[OnStack] : new byte[longest];
        return raw.sqlite3_bind_text(_statement, position, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private int BindTime(int position, DateTime time)
    {
        Span<byte> bytes = stackalloc byte[UtcText.Length];
        UtcText.Write(time, bytes);
        return raw.sqlite3_bind_text(_statement, position, bytes);
    }
}

/// <summary>The rows of a running query, one at a time. Disposing makes the statement ready for its next use.</summary>
internal readonly ref struct Rows(Statement owner, sqlite3_stmt statement)
{
    private readonly Statement _owner = owner;
    private readonly sqlite3_stmt _statement = statement;

    /// <returns>False after the last row.</returns>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The query failed.</exception>
    public bool Read()
    {
        var result = raw.sqlite3_step(_statement);
        _owner.Check(result);
        return result == raw.SQLITE_ROW;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public bool Truth(int column) => Number(column) != 0;

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));

    /// <summary>UTC.</summary>
    public DateTime Time(int column) => UtcText.Parse(raw.sqlite3_column_blob(_statement, column));

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public DateTime? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public void Dispose() => raw.sqlite3_reset(_statement);
}
