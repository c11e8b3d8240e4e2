using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>The prepared SQL of marking leads for other thresholds. Portable to PostgreSQL but for the parameters' names.</summary>
internal sealed class ThresholdStore(SqliteConnection connection) : IDisposable
{
    private readonly Statement _mark = new(connection, "SELECT found_at, passes, marked_to FROM scoring_marks WHERE terms = @0");

    private readonly Statement _setMark = new(connection, """
        INSERT INTO scoring_marks (terms, found_at, passes, marked_to) VALUES (@0, @1, @2, @3)
        ON CONFLICT (terms) DO UPDATE SET found_at = excluded.found_at, passes = excluded.passes, marked_to = excluded.marked_to
        """);

    private readonly Statement _removeOthers = new(connection, "DELETE FROM scoring_marks WHERE terms <> @0");

    private readonly Statement _last = new(connection, "SELECT coalesce(max(id), 0) FROM users");

    private readonly Statement _leads = new(connection, """
        SELECT id, lead_score, customer_label, lead_stage, customer_type, coalesce(last_inbound_at, created_at), score_due_at FROM users
        WHERE id > @0 AND id <= @1 AND (score_due_at IS NULL OR score_due_at > @2) ORDER BY id
        """);

    private readonly Statement _setDue = new(connection, """
        UPDATE users SET score_due_at = @1 WHERE id = @0 AND (score_due_at IS NULL OR score_due_at > @1)
        """);

    /// <summary>Null where the leads were last looked through for other terms, or never.</summary>
    public ThresholdScan? Mark(string terms)
    {
        using var row = _mark.Query(terms);
        return row.Read() ? new ThresholdScan { Terms = terms, FoundAt = row.Time(0), Passes = (int)row.Number(1), MarkedTo = row.Number(2) } : null;
    }

    /// <summary>Forgets how far it came with other terms: should they come back, it begins anew.</summary>
    public void SetMark(ThresholdScan mark)
    {
        _setMark.Run(mark.Terms, mark.FoundAt, mark.Passes, mark.MarkedTo);
        _removeOthers.Run(mark.Terms);
    }

    /// <summary>The newest person; 0 where there is none.</summary>
    public long Last() => _last.RunForId()!.Value;

    /// <summary>Those of the leads after this one and up to that one whom the terms concern, in the order of their rows; who is due anyway is left out.</summary>
    public IReadOnlyList<long> Concerned(long after, long to, ScoringThresholds terms, DateTime now)
    {
        using var row = _leads.Query(after, to, now);
        var ids = new List<long>();
        while (row.Read())
        {
            if (Read(row)?.CanChangeUnder(terms) is not false)
                ids.Add(row.Number(0));
        }

        return ids;
    }

    /// <summary>Marks the lead for rescoring, unless it is due already.</summary>
    public void SetDue(long userId, DateTime now) => _setDue.Run(userId, now);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_mark, _setMark, _removeOthers, _last, _leads, _setDue])
            statement.Dispose();
    }

    /// <returns>Null where the row holds what nobody should have written; rescoring tells of it.</returns>
    private static SettledLead? Read(Rows row)
    {
        try
        {
            return new SettledLead(
                (int)row.Number(1),
                FromStored<CustomerLabel>(row.TextOrNull(2)),
                EnumText.FromStored<LeadStage>(row.Text(3)),
                FromStored<CustomerType>(row.TextOrNull(4)),
                row.Time(5),
                row.TimeOrNull(6));
        }
        catch (Exception exception) when (exception is FormatException or KeyNotFoundException or ArgumentException)
        {
            return null;
        }
    }

    private static T? FromStored<T>(string? text) where T : struct, Enum => text is null ? null : EnumText.FromStored<T>(text);
}
