using Migochat.Data;
using Migochat.Texts;

namespace Migochat.People;

/// <summary>The prepared SQL to reread stored texts.</summary>
internal sealed class RereadStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _readTo = new(connection, "SELECT read_to FROM lexicon_marks WHERE version = @0");

    private readonly Statement _setReadTo = new(connection, """
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

    // An edit, deletion or merge in the meantime has written its own signals. The row names the present owner.
    private readonly Statement _write = new(connection, """
        UPDATE messages SET signals = @2, wants_answer = CASE wants_answer WHEN 'NEVER' THEN wants_answer ELSE @3 END
        WHERE id = @0 AND message_text = @1 AND direction = 'INBOUND' RETURNING coalesce(user_id, 0)
        """);

    private readonly Statement _setDue = new(connection, """
        UPDATE users SET score_due_at = @1 WHERE id = @0 AND (score_due_at IS NULL OR score_due_at > @1)
        """);

    /// <summary>The last message that was reread with this version of the lexicon; 0 before the first.</summary>
    public long ReadTo(string version) => _readTo.RunForId(version) ?? 0;

    /// <summary>Also removes the progress of other versions: a version that returns starts anew.</summary>
    public void SetReadTo(string version, long readTo)
    {
        _setReadTo.Run(version, readTo);
        _removeOthers.Run(version);
    }

    /// <summary>The newest message; 0 if there is none.</summary>
    public long Last() => _last.RunForId()!.Value;

    /// <summary>Customers' texts that were read with another lexicon or with none, in the order of their rows.</summary>
    /// <param name="after">The row before the first.</param>
    /// <param name="to">The last row.</param>
    /// <param name="since">The earliest event time, UTC.</param>
    /// <param name="version">The present lexicon's.</param>
    /// <param name="limit">The most texts.</param>
    public IReadOnlyList<StoredText> Texts(long after, long to, DateTime since, string version, int limit)
    {
        using var row = _texts.Query(after, to, since, $"{{\"v\":\"{version}\"%", limit);
        var texts = new List<StoredText>();
        while (row.Read())
            texts.Add(new StoredText(row.Number(0), row.Text(1), TextSignals.Parse(row.TextOrNull(2))));
        return texts;
    }

    /// <returns>The message's person, 0 if it has none; null if the text has changed in the meantime, and nothing was written.</returns>
    public long? Write(StoredText text, TextSignals signals) => _write.RunForId(
        text.Id, text.Text, signals.ToString(), EnumText.Stored(signals.IsCourtesy ? AnswerWanted.IfUnanswered : AnswerWanted.Always));

    /// <summary>Marks the lead for rescoring, unless it is due already.</summary>
    public void SetDue(long userId, DateTime now) => _setDue.Run(userId, now);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_readTo, _setReadTo, _removeOthers, _last, _texts, _write, _setDue])
            statement.Dispose();
    }
}

/// <summary>A message's text and the signals that another lexicon found in it; null if none has read it.</summary>
internal sealed record StoredText(long Id, string Text, TextSignals? Signals);
