using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Migochat.Data;

/// <summary>A connection to the PostgreSQL database. Times are <c>timestamptz</c>, truths <c>boolean</c>.</summary>
internal sealed partial class PostgresDatabaseConnection(NpgsqlConnection connection) : DatabaseConnection(connection)
{
    // Ids are taken from the server's sequence in blocks, which outlive a transaction: a sequence gives no number twice.
    private const int Block = 64;

    private readonly Dictionary<string, Queue<long>> _ids = [];

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

    // The lock ends with the COMMIT, which does not wait for the disk. The message of the next transaction does: the log is written in
    // order, so once it is durable, so is everything before it. Another writer can go on in the meantime; its own commit is durable
    // later than this one. The server answers the COMMIT of a failed transaction with a rollback and no error; the SET fails there.
    private static readonly string[] DurableCommit =
        ["SET LOCAL synchronous_commit = off", "COMMIT", "SELECT pg_logical_emit_message(true, 'migochat', 'commit')"];

    internal override (string Sql, IReadOnlyList<string> Parameters) Translate(string sql)
    {
        var count = 0;
        var text = Replace(sql, number =>
        {
            count = Math.Max(count, number + 1);
            return string.Create(CultureInfo.InvariantCulture, $"${number + 1}");
        });
        // Parameters without a name are positional.
        return (text, [.. Enumerable.Repeat("", count)]);
    }

    internal override SetStatement NewSet(SetShape shape) => new PostgresSetStatement(this, shape);

    internal override void Send(IReadOnlyList<SetStatement> statements) => Send(statements, []);

    private protected override void SendAndCommit(IReadOnlyList<SetStatement> statements) => Send(statements, DurableCommit);

    private void Send(IReadOnlyList<SetStatement> statements, IEnumerable<string> then)
    {
        using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
            batch.BatchCommands.Add(((PostgresSetStatement)statement).Command());
        foreach (var text in then)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(text));
        using var reader = batch.ExecuteReader();
        foreach (var statement in statements)
            ((PostgresSetStatement)statement).Take(reader);
        // An error of a later statement appears only on the way to its result.
        while (reader.NextResult())
        {
        }
    }

    internal override long NewId(string table)
    {
        if (!_ids.TryGetValue(table, out var ids))
            _ids.Add(table, ids = new Queue<long>(Block));
        if (ids.Count == 0)
            Fill(table, ids);
        return ids.Dequeue();
    }

    internal override object ToStored(object? value) => value is null ? DBNull.Value : Stored(value);

    /// <summary>A value with the precision of the server's times.</summary>
    internal static object Stored(object value) => value is DateTime time ? UtcText.Truncate(time) : value;

    /// <summary>A statement with another text for each parameter.</summary>
    internal static string Replace(string sql, Func<int, string> parameter) =>
        Parameter().Replace(sql, match => parameter(int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture)));

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

    private void Fill(string table, Queue<long> ids)
    {
        using var command = Prepare("SELECT nextval(pg_get_serial_sequence(@0, 'id')) FROM generate_series(1, @1)");
        command.Parameters[0].Value = table;
        command.Parameters[1].Value = Block;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            ids.Enqueue(reader.GetInt64(0));
    }

    [GeneratedRegex(@"@\d+", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
