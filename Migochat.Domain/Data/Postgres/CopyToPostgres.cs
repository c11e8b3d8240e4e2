using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Migochat.Data;

/// <summary>Copies a SQLite database into an empty PostgreSQL database: every row of every table, with its id.</summary>
public sealed class CopyToPostgres(IDatabaseEngine source)
{
    /// <summary>Copies everything in one transaction; the source is only read. Events that arrive meanwhile are not copied, so the service must be stopped.</summary>
    /// <param name="target">The connection string of the PostgreSQL database; its tables are made if they are missing.</param>
    /// <param name="report">Is told of each table.</param>
    /// <exception cref="InvalidOperationException">The target has rows, can't be used, or holds other counts afterwards; nothing is stored there then.</exception>
    public void Run(string target, Action<string> report)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"ConnectionStrings:{SqliteConnections.ConnectionStringName}", target)]).Build();
        if (source.FilePath is null || !PostgresLocation.IsMeant(configuration))
            throw new InvalidOperationException($"A SQLite file can be copied to PostgreSQL, named like this: {PostgresLocation.Example}");
        source.Prepare();
        using var engine = new PostgresEngine(configuration, NullLoggerFactory.Instance);
        engine.Prepare();
        using var from = source.Open();
        using var to = engine.Open();
        using var context = engine.CreateContext();
        var tables = InOrder(context.Model);
        from.BeginRead();
        to.BeginWrite();
        if (tables.FirstOrDefault(table => Count(to, table) > 0) is { } used)
            throw new InvalidOperationException($"{engine.Location} has rows already (in {used.GetTableName()}). It was left as it is; name an empty database.");
        foreach (var table in tables)
            report($"{table.GetTableName()}: {Copy(from, to, table)} rows");
        if (tables.FirstOrDefault(table => Count(from, table) != Count(to, table)) is { } differing)
            throw new InvalidOperationException($"{differing.GetTableName()} has another number of rows than before; nothing was copied.");
        to.Commit();
    }

    /// <summary>A table after those that its foreign keys point to.</summary>
    private static List<IEntityType> InOrder(IModel model)
    {
        var (left, ordered) = (model.GetEntityTypes().OrderBy(entity => entity.GetTableName(), StringComparer.Ordinal).ToList(), new List<IEntityType>());
        while (left.Find(entity => entity.GetForeignKeys().All(key => key.PrincipalEntityType == entity || ordered.Contains(key.PrincipalEntityType))) is { } next)
        {
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered;
    }

    private static long Count(DatabaseConnection connection, IEntityType table) => (long)connection.Scalar($"SELECT count(*) FROM {table.GetTableName()}")!;

    private static long Copy(DatabaseConnection from, DatabaseConnection to, IEntityType table)
    {
        var properties = table.GetProperties().ToList();
        var columns = string.Join(", ", properties.Select(property => property.GetColumnName()));
        using (var rows = new Statement(from, $"SELECT {columns} FROM {table.GetTableName()}").Query())
        using (var import = ((NpgsqlConnection)to.Inner).BeginBinaryImport($"COPY {table.GetTableName()} ({columns}) FROM STDIN (FORMAT BINARY)"))
        {
            while (rows.Read())
            {
                import.StartRow();
                for (var column = 0; column < properties.Count; column++)
                    Write(import, properties[column], rows, column);
            }

            import.Complete();
        }

        // New rows continue behind the copied ones.
        if (properties.Exists(property => property.GetColumnName() == "id"))
            to.Scalar($"SELECT setval(pg_get_serial_sequence('{table.GetTableName()}', 'id'), coalesce(max(id), 1), max(id) IS NOT NULL) FROM {table.GetTableName()}");
        return Count(to, table);
    }

    private static void Write(NpgsqlBinaryImporter import, IProperty property, Rows rows, int column)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (rows.IsNull(column))
            import.WriteNull();
        else if (type == typeof(bool))
            import.Write(rows.Truth(column));
        else if (type == typeof(DateTime))
            import.Write(rows.Time(column));
        else if (type == typeof(int))
            import.Write((int)rows.Number(column));
        else if (type == typeof(long))
            import.Write(rows.Number(column));
        else
            import.Write(rows.Text(column));
    }
}
