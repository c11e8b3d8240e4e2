using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Migochat.Data;

/// <summary>A connection to the PostgreSQL database. Times are <c>timestamptz</c>, truths <c>boolean</c>.</summary>
internal sealed partial class PostgresDatabaseConnection(NpgsqlConnection connection) : DatabaseConnection(connection)
{
    /// <summary>
    /// Makes a transaction the only writer of the whole database, whichever instance it runs on: every rule may read, decide and
    /// write as if it were alone. A waiting writer gives up after some seconds; a writer that hangs loses its transaction.
    /// </summary>
    public const string WriteLockText = """
        SET LOCAL lock_timeout = '5s'; SET LOCAL idle_in_transaction_session_timeout = '10s';
        SELECT pg_advisory_xact_lock(hashtextextended('migochat write ' || current_schema(), 0))
        """;

    protected override string BeginWriteText => $"BEGIN; {WriteLockText}";

    protected override string BeginReadText => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    // The server answers the COMMIT of a failed transaction with a rollback and no error; any other statement gets an error there.
    protected override string CommitText => "SELECT 1; COMMIT";

    internal override (string Sql, IReadOnlyList<string> Parameters) Translate(string sql)
    {
        var count = 0;
        var text = Parameter().Replace(sql, match =>
        {
            var number = int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture) + 1;
            count = Math.Max(count, number);
            return string.Create(CultureInfo.InvariantCulture, $"${number}");
        });
        // Parameters without a name are positional.
        return (text, [.. Enumerable.Repeat("", count)]);
    }

    internal override object ToStored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTime time => UtcText.Truncate(time),
        _ => value,
    };

    internal override DateTime ReadTime(DbDataReader reader, int column) => reader.GetDateTime(column);

    internal override bool ReadTruth(DbDataReader reader, int column) => reader.GetBoolean(column);

    internal override object ReadValue(DbDataReader reader, int column) => reader.GetValue(column) switch
    {
        int number => (long)number,
        var value => value,
    };

    // A broken connection has no transaction any more: the server undid it.
    protected override void Undo()
    {
        if (connection.FullState == ConnectionState.Open)
            base.Undo();
    }

    [GeneratedRegex(@"@\d+", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
