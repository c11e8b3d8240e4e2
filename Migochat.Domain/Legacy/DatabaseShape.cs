using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Migochat.Data;

namespace Migochat.Legacy;

/// <summary>The tables of a database, with the properties that matter for adoption. SQLite's own tables and non-unique indexes are left out.</summary>
internal sealed class DatabaseShape
{
    private const string ColumnsSql = """
        SELECT t.name, c.name, c.type, c."notnull", c.dflt_value IS NOT NULL, c.pk,
               EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS f WHERE f."from" = c.name)
        FROM sqlite_schema AS t JOIN pragma_table_xinfo(t.name) AS c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
        """;

    private const string KeysSql = """
        SELECT name, 'primary key (' || group_concat(column, ', ' ORDER BY place) || ')'
        FROM (SELECT t.name, c.name AS column, c.pk AS place
              FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' AND c.pk > 0)
        GROUP BY name
        UNION ALL
        SELECT name, iif(partial, 'partial ', '') || 'unique key (' || group_concat(column, ', ' ORDER BY place) || ')'
        FROM (SELECT t.name, i.name AS key, i.partial, coalesce(c.name, 'an expression') AS column, c.seqno AS place
              FROM sqlite_schema AS t JOIN pragma_index_list(t.name) AS i JOIN pragma_index_info(i.name) AS c
              WHERE t.type = 'table' AND i."unique" AND i.origin <> 'pk')
        GROUP BY name, key
        HAVING group_concat(column) <> 'id'
        UNION ALL
        SELECT name, 'foreign key (' || group_concat(own, ', ' ORDER BY place) || ') to ' || target || ' (' || group_concat(theirs, ', ' ORDER BY place) || ')'
        FROM (SELECT t.name, f.id AS key, f.seq AS place, f."table" AS target, f."from" AS own, coalesce(f."to", 'id') AS theirs
              FROM sqlite_schema AS t JOIN pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table')
        GROUP BY name, key
        """;

    private const string OthersSql = """
        SELECT 'the ' || type || ' ' || name FROM sqlite_schema WHERE type IN ('view', 'trigger')
        UNION ALL
        SELECT 'texts encoded as ' || encoding FROM pragma_encoding WHERE encoding <> 'UTF-8'
        """;

    private DatabaseShape()
    {
    }

    /// <summary>By name.</summary>
    public SortedDictionary<string, TableShape> Tables { get; } = new(StringComparer.Ordinal);

    /// <summary>Other differences: views, triggers, a text encoding other than UTF-8.</summary>
    public List<string> Others { get; } = [];

    /// <summary>The contract, as the first migration makes it.</summary>
    public static DatabaseShape OfContract()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var context = new SqliteMigochatContext(new DbContextOptionsBuilder<SqliteMigochatContext>().UseSqlite(connection).Options);
        context.GetService<IMigrator>().Migrate("Contract");
        var shape = Read(connection);
        foreach (var bookkeeping in shape.Tables.Keys.Where(name => name.StartsWith("__EF", StringComparison.Ordinal)).ToList())
            shape.Tables.Remove(bookkeeping);
        return shape;
    }

    public static DatabaseShape Read(SqliteConnection connection)
    {
        var shape = new DatabaseShape();
        connection.Read(ColumnsSql, row => shape.Table(row.GetString(0)).Columns.Add(row.GetString(1), Column(row)));
        connection.Read(KeysSql, row => shape.Table(row.GetString(0)).Keys.Add(row.GetString(1)));
        connection.Read(OthersSql, row => shape.Others.Add(row.GetString(0)));
        return shape;
    }

    private static ColumnShape Column(SqliteDataReader row)
    {
        var notNull = row.GetBoolean(3);
        var isPrimary = row.GetInt32(5) > 0;
        var isReference = row.GetBoolean(6);
        return new(ColumnShape.AffinityOf(row.GetString(2)), notNull, isPrimary || row.GetBoolean(4) || (notNull && isReference));
    }

    private TableShape Table(string name)
    {
        if (!Tables.TryGetValue(name, out var table))
            Tables.Add(name, table = new TableShape());
        return table;
    }
}

/// <summary>The properties in which two tables must agree.</summary>
internal sealed class TableShape
{
    /// <summary>By name.</summary>
    public SortedDictionary<string, ColumnShape> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>Primary, unique and foreign keys in words, such as <c>unique key (psid)</c>.</summary>
    public SortedSet<string> Keys { get; } = new(StringComparer.Ordinal);
}

/// <summary>The properties in which two columns must agree. Lengths, collations and the text of defaults may differ.</summary>
/// <param name="Affinity">As SQLite derives it from the declared type: sqlite.org/datatype3.html, section 3.1.</param>
/// <param name="NotNull">As declared.</param>
/// <param name="MayBeEither">The contract gives only a default or a reference, so both NULL and NOT NULL satisfy it.</param>
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
