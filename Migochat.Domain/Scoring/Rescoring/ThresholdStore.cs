using System.Globalization;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>The prepared SQL that marks leads after a change of thresholds or rules.</summary>
internal sealed class ThresholdStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _scan = new(connection, "SELECT found_at, passes, marked_to FROM scoring_marks WHERE terms = @0");

    private readonly Statement _setScan = new(connection, """
        INSERT INTO scoring_marks (terms, found_at, passes, marked_to) VALUES (@0, @1, @2, @3)
        ON CONFLICT (terms) DO UPDATE SET found_at = excluded.found_at, passes = excluded.passes, marked_to = excluded.marked_to
        """);

    private readonly Statement _removeOthers = new(connection, "DELETE FROM scoring_marks WHERE terms <> @0 AND terms LIKE @1");
    private readonly Statement _hasScans = new(connection, "SELECT 1 FROM scoring_marks LIMIT 1");

    private readonly Statement _last = new(connection, "SELECT coalesce(max(id), 0) FROM users");

    private readonly Statement _leads = new(connection, """
        SELECT id, lead_score, customer_label, lead_stage, customer_type, coalesce(last_inbound_at, created_at), score_due_at FROM users
        WHERE id > @0 AND id <= @1 AND (score_due_at IS NULL OR score_due_at > @2) ORDER BY id
        """);

    private readonly Statement _setDue = new(connection, """
        UPDATE users SET score_due_at = @1 WHERE id = @0 AND (score_due_at IS NULL OR score_due_at > @1)
        """);

    /// <summary>The name under which the scan for the present rules is stored.</summary>
    public static string RulesName { get; } = string.Create(CultureInfo.InvariantCulture, $"rules {Score.RulesVersion}");

    /// <summary>False if the leads were never scanned.</summary>
    public bool HasScans() => _hasScans.RunForId() is not null;

    /// <summary>The scan for these thresholds or rules; null if the last scan was for others, or there was none.</summary>
    public ThresholdScan? Scan(string terms)
    {
        using var row = _scan.Query(terms);
        return row.Read() ? new ThresholdScan { Terms = terms, FoundAt = row.Time(0), Passes = (int)row.Number(1), MarkedTo = row.Number(2) } : null;
    }

    /// <summary>Also removes the progress for other thresholds, or other rules: if they return, their scan starts anew.</summary>
    public void SetScan(ThresholdScan scan)
    {
        _setScan.Run(scan.Terms, scan.FoundAt, scan.Passes, scan.MarkedTo);
        _removeOthers.Run(scan.Terms, scan.Terms[..scan.Terms.IndexOf(' ', StringComparison.Ordinal)] + " %");
    }

    /// <summary>The newest person; 0 if there is none.</summary>
    public long Last() => _last.RunForId()!.Value;

    /// <summary>The leads in this range of rows that the thresholds affect, in the order of their rows. Due leads are left out.</summary>
    /// <param name="after">The row before the first.</param>
    /// <param name="to">The last row.</param>
    /// <param name="thresholds">Null: all leads.</param>
    /// <param name="now">UTC.</param>
    public IReadOnlyList<long> Concerned(long after, long to, ScoringThresholds? thresholds, DateTime now)
    {
        using var row = _leads.Query(after, to, now);
        var ids = new List<long>();
        while (row.Read())
        {
            if (thresholds is null || Read(row)?.CanChangeUnder(thresholds) is not false)
                ids.Add(row.Number(0));
        }

        return ids;
    }

    /// <summary>Marks the lead for rescoring, unless it is due already.</summary>
    public void SetDue(long userId, DateTime now) => _setDue.Run(userId, now);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_scan, _setScan, _removeOthers, _hasScans, _last, _leads, _setDue])
            statement.Dispose();
    }

    /// <returns>Null if the row holds an unknown value; rescoring logs it.</returns>
    private static SettledLead? Read(Rows row)
    {
        try
        {
            return new SettledLead(
                (int)row.Number(1),
                EnumText.FromStoredOrNull<CustomerLabel>(row.TextOrNull(2)),
                EnumText.FromStored<LeadStage>(row.Text(3)),
                EnumText.FromStoredOrNull<CustomerType>(row.TextOrNull(4)),
                row.Time(5),
                row.TimeOrNull(6));
        }
        catch (Exception exception) when (exception is FormatException or KeyNotFoundException or ArgumentException)
        {
            return null;
        }
    }
}
