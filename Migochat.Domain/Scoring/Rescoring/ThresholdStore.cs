using System.Globalization;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>The prepared SQL that marks leads after a change of thresholds or rules.</summary>
internal sealed class ThresholdStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _scan = new(connection, "SELECT terms, found_at, passes, marked_to FROM scoring_marks ORDER BY id DESC LIMIT 1");

    private readonly Statement _setScan = new(connection, """
        INSERT INTO scoring_marks (terms, found_at, passes, marked_to) VALUES (@0, @1, @2, @3)
        ON CONFLICT (terms) DO UPDATE SET found_at = excluded.found_at, passes = excluded.passes, marked_to = excluded.marked_to
        """);

    private readonly Statement _removeOthers = new(connection, "DELETE FROM scoring_marks WHERE terms <> @0");

    private readonly Statement _last = new(connection, "SELECT coalesce(max(id), 0) FROM users");

    private readonly Statement _setDue = new(connection, """
        UPDATE users SET score_due_at = @2 WHERE id > @0 AND id <= @1 AND (score_due_at IS NULL OR score_due_at > @2)
        """);

    /// <summary>The thresholds and the version of the rules, as the scan for them is named.</summary>
    public static string NameOf(ScoringThresholds thresholds) =>
        string.Create(CultureInfo.InvariantCulture, $"rules {Score.RulesVersion}, {thresholds.Name}");

    /// <summary>The last scan; null if there was none.</summary>
    public ThresholdScan? Scan()
    {
        using var row = _scan.Query();
        return row.Read() ? new ThresholdScan { Terms = row.Text(0), FoundAt = row.Time(1), Passes = (int)row.Number(2), MarkedTo = row.Number(3) } : null;
    }

    /// <summary>Also removes the progress for other thresholds and rules: if they return, their scan starts anew.</summary>
    public void SetScan(ThresholdScan scan)
    {
        _setScan.Run(scan.Terms, scan.FoundAt, scan.Passes, scan.MarkedTo);
        _removeOthers.Run(scan.Terms);
    }

    /// <summary>The newest person; 0 if there is none.</summary>
    public long Last() => _last.RunForId()!.Value;

    /// <summary>Marks the leads in this range of rows for rescoring, unless they are due already.</summary>
    /// <param name="after">The row before the first.</param>
    /// <param name="to">The last row.</param>
    /// <param name="now">UTC.</param>
    /// <returns>How many were marked.</returns>
    public int SetDue(long after, long to, DateTime now) => _setDue.Run(after, to, now);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_scan, _setScan, _removeOthers, _last, _setDue])
            statement.Dispose();
    }
}
