using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Migochat.Data;

namespace Migochat.Tests.Data;

/// <summary>Schemas as the migrations make them, in memory, and their tables as lines of text.</summary>
internal static class SchemaText
{
    /// <param name="migration">The last one to apply; null for all.</param>
    public static SqliteConnection Migrated(string? migration)
    {
        var connection = new SqliteConnection("Data Source=:memory:;Foreign Keys=True");
        connection.Open();
        Migrate(connection, migration);
        return connection;
    }

    /// <summary>Migrates on, up to the named migration.</summary>
    public static void Migrate(SqliteConnection connection, string? migration)
    {
        using var context = Context(connection);
        context.GetService<IMigrator>().Migrate(migration);
    }

    public static MigochatDbContext Context(SqliteConnection connection) =>
        new SqliteMigochatContext(new DbContextOptionsBuilder<SqliteMigochatContext>().UseSqlite(connection).Options);

    /// <summary>Without EF Core's bookkeeping, SQLite's own and those of the word index.</summary>
    public static List<string> Tables(SqliteConnection connection) => DatabaseInFolder.Rows(connection,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE '!_!_EF%' ESCAPE '!' AND name NOT LIKE 'users!_search%' ESCAPE '!' ORDER BY name");

    /// <summary>One line a column, foreign key and index, columns in alphabetical order, since SQLite's order changes with migrations.</summary>
    public static string Of(SqliteConnection connection, string table) => string.Join('\n',
    [
        .. DatabaseInFolder.Rows(connection, $"""
            SELECT name || ' ' || type || iif("notnull", ' NOT NULL', '') || iif(pk, ' PRIMARY KEY', '')
                   || coalesce(' DEFAULT ' || replace(dflt_value, '{UtcText.SqlNow.Replace("'", "''", StringComparison.Ordinal)}', 'NOW'), '')
            FROM pragma_table_xinfo('{table}') ORDER BY name
            """),
        .. DatabaseInFolder.Rows(connection, $"""
            SELECT "from" || ' -> ' || "table" || '.' || "to" || iif(on_delete = 'NO ACTION', '', ' ' || on_delete)
            FROM pragma_foreign_key_list('{table}') ORDER BY "from"
            """),
        .. DatabaseInFolder.Rows(connection, $"""
            SELECT iif(i."unique", 'unique ', 'index ') || (SELECT group_concat(c.name, ', ' ORDER BY c.seqno) FROM pragma_index_info(i.name) AS c)
                   || coalesce(substr(s.sql, nullif(instr(s.sql, ' WHERE '), 0)), '')
            FROM pragma_index_list('{table}') AS i JOIN sqlite_schema AS s ON s.name = i.name ORDER BY 1
            """),
    ]);
}
