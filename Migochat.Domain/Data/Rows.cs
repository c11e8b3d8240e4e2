using System.Text;
using SQLitePCL;

namespace Migochat.Data;

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
