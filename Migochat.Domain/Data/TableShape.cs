namespace Migochat.Data;

/// <summary>What two tables must agree on.</summary>
internal sealed class TableShape
{
    /// <summary>By name.</summary>
    public SortedDictionary<string, ColumnShape> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>Primary, unique and foreign keys in words, such as <c>unique key (psid)</c>.</summary>
    public SortedSet<string> Keys { get; } = new(StringComparer.Ordinal);
}
