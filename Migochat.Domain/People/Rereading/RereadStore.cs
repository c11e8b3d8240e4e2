using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.Texts;

namespace Migochat.People;

/// <summary>The prepared SQL of reading stored texts again. Portable to PostgreSQL but for the parameters' names.</summary>
internal sealed class RereadStore(SqliteConnection connection) : IDisposable
{
    private readonly Statement _mark = new(connection, "SELECT read_to FROM lexicon_marks WHERE version = @0");

    private readonly Statement _setMark = new(connection, """
        INSERT INTO lexicon_marks (version, read_to) VALUES (@0, @1) ON CONFLICT (version) DO UPDATE SET read_to = excluded.read_to
        """);

    private readonly Statement _removeOthers = new(connection, "DELETE FROM lexicon_marks WHERE version <> @0");

    private readonly Statement _last = new(connection, "SELECT coalesce(max(id), 0) FROM messages");

    private readonly Statement _texts = new(connection, """
        SELECT id, message_text, signals FROM messages
        WHERE id > @0 AND id <= @1 AND direction = 'INBOUND' AND message_text IS NOT NULL AND timestamp > @2
          AND (signals IS NULL OR signals NOT LIKE @3)
        ORDER BY id LIMIT @4
        """);

    // Whoever edited, deleted or took over the message meanwhile has seen to its signals; whose it is now the row says.
    private readonly Statement _write = new(connection, """
        UPDATE messages SET signals = @2 WHERE id = @0 AND message_text = @1 AND direction = 'INBOUND' RETURNING coalesce(user_id, 0)
        """);

    private readonly Statement _setDue = new(connection, """
        UPDATE users SET score_due_at = @1 WHERE id = @0 AND (score_due_at IS NULL OR score_due_at > @1)
        """);

    /// <summary>The last message that was looked at with this version of the lexicon; 0 before the first.</summary>
    public long Mark(string version) => _mark.RunForId(version) ?? 0;

    /// <summary>Forgets how far other versions came: should one of them come back, it begins anew.</summary>
    public void SetMark(string version, long readTo)
    {
        _setMark.Run(version, readTo);
        _removeOthers.Run(version);
    }

    /// <summary>The newest message; 0 where there is none.</summary>
    public long Last() => _last.RunForId()!.Value;

    /// <summary>Customers' texts that another lexicon than this has read, or none, in the order of their rows.</summary>
    /// <param name="after">The row before the first.</param>
    /// <param name="to">The last row.</param>
    /// <param name="since">Event time after which they are wanted, UTC.</param>
    public IReadOnlyList<StoredText> Texts(long after, long to, DateTime since, string version, int limit)
    {
        using var row = _texts.Query(after, to, since, $"{{\"v\":\"{version}\"%", limit);
        var texts = new List<StoredText>();
        while (row.Read())
            texts.Add(new StoredText(row.Number(0), row.Text(1), TextSignals.Parse(row.TextOrNull(2))));
        return texts;
    }

    /// <returns>Whose message it is, 0 for nobody's; null if it is another by now, and left as it is.</returns>
    public long? Write(StoredText text, TextSignals signals) => _write.RunForId(text.Id, text.Text, signals.ToString());

    /// <summary>Marks the lead for rescoring, unless it is due already.</summary>
    public void SetDue(long userId, DateTime now) => _setDue.Run(userId, now);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_mark, _setMark, _removeOthers, _last, _texts, _write, _setDue])
            statement.Dispose();
    }
}

/// <summary>A message's text, and what a lexicon found in it that is not the present one; null where none has read it.</summary>
internal sealed record StoredText(long Id, string Text, TextSignals? Signals);
