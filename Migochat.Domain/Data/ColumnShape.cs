namespace Migochat.Data;

/// <summary>What two columns must agree on. Lengths, collations and the text of defaults are no part of it.</summary>
/// <param name="Affinity">As SQLite derives it from the declared type: sqlite.org/datatype3.html, section 3.1.</param>
/// <param name="NotNull">As declared.</param>
/// <param name="MayBeEither">The contract gives only a default or a reference, so that both NULL and NOT NULL honour it.</param>
internal sealed record ColumnShape(string Affinity, bool NotNull, bool MayBeEither)
{
    public static string AffinityOf(string declaredType)
    {
        bool Has(string part) => declaredType.Contains(part, StringComparison.OrdinalIgnoreCase);
        if (Has("INT"))
            return "INTEGER";
        if (Has("CHAR") || Has("CLOB") || Has("TEXT"))
            return "TEXT";
        if (Has("BLOB") || declaredType.Length == 0)
            return "BLOB";
        return Has("REAL") || Has("FLOA") || Has("DOUB") ? "REAL" : "NUMERIC";
    }
}
