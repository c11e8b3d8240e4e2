namespace Migochat.Benchmarks.Reporting;

/// <summary>Rows of text in columns as wide as their widest cell; the first row is the head.</summary>
public static class TextTable
{
    private const string Gap = "  ";

    /// <summary>The lines of the table. All rows have as many cells as the head.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
