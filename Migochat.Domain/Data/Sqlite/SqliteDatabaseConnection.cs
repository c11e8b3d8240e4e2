using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Migochat.Data;

/// <summary>A connection to the SQLite file. Times are texts of equal length, truths are 0 and 1.</summary>
internal sealed partial class SqliteDatabaseConnection(SqliteConnection connection) : DatabaseConnection(connection)
{
    private readonly Dictionary<string, long> _given = [];
    private DbCommand? _lastId;

    protected override string BeginWriteText => "BEGIN IMMEDIATE";

    protected override string BeginReadText => "BEGIN";

    /// <exception cref="SqliteException">It could not; with CANTOPEN where the file is no longer in its place.</exception>
    public override void Commit()
    {
        EnsureInPlace(connection);
        base.Commit();
    }

    /// <summary>SQLite goes on to write into a file that was deleted or moved away, and those rows would be lost.</summary>
    /// <exception cref="SqliteException">CANTOPEN: the file is no longer in its place.</exception>
    internal static void EnsureInPlace(SqliteConnection connection)
    {
        if (!File.Exists(connection.DataSource))
            throw new SqliteException("The database file was moved or deleted while it was open.", raw.SQLITE_CANTOPEN);
    }

    internal override (string Sql, IReadOnlyList<string> Parameters) Translate(string sql) =>
        (sql, [.. Enumerable.Range(0, Count(sql)).Select(i => string.Create(CultureInfo.InvariantCulture, $"@{i}"))]);

    internal override SetStatement NewSet(SetShape shape) => new SqliteSetStatement(this, shape);

    internal override void Send(IReadOnlyList<SetStatement> statements)
    {
        foreach (var statement in statements)
            ((SqliteSetStatement)statement).Run();
    }

    // SQLite counts the ids of each table; those that are given and not inserted yet it does not know.
    internal override long NewId(string table)
    {
        _lastId ??= Prepare("SELECT seq FROM sqlite_sequence WHERE name = @0");
        _lastId.Parameters[0].Value = table;
        var last = _lastId.ExecuteScalar() is long inserted ? inserted : 0;
        return _given[table] = Math.Max(last, _given.GetValueOrDefault(table)) + 1;
    }

    internal override object ToStored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTime time => UtcText.From(time),
        _ => value,
    };

    internal override DateTime ReadTime(DbDataReader reader, int column) => UtcText.Parse(reader.GetString(column));

    // SQLite takes any text for a time.
    internal override DateTime? ReadTimeByHand(DbDataReader reader, int column) =>
        LegacyTime.Normalised(reader.GetString(column)) is { } time ? UtcText.Parse(time) : null;

    internal override bool ReadTruth(DbDataReader reader, int column) => reader.GetInt64(column) != 0;

    internal override object ReadValue(DbDataReader reader, int column) => reader.GetDataTypeName(column) switch
    {
        "BOOLEAN" => ReadTruth(reader, column),
        "DATETIME" => ReadTime(reader, column),
        _ => reader.GetValue(column),
    };

    // A closed connection has no transaction any more. After some errors, such as a full disk, SQLite has rolled back by itself.
    protected override void Undo()
    {
        if (connection.State == ConnectionState.Open && raw.sqlite3_get_autocommit(connection.Handle) == 0)
            base.Undo();
    }

    private static int Count(string sql) =>
        Parameter().Matches(sql).Select(match => int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture) + 1).DefaultIfEmpty(0).Max();

    [GeneratedRegex(@"@\d+", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
