using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Migochat.Data;

/// <summary>The tables as SQLite keeps them: times and enums as text.</summary>
public sealed class SqliteMigochatContext(DbContextOptions<SqliteMigochatContext> options) : MigochatDbContext(options)
{
    /// <summary>From this many matches of a search on, the list's own index finds the next match sooner.</summary>
    private const int Many = 5000;

    // Without being told, SQLite would walk the table by its ids to find the rest of a score, or sort a whole stage by time.
    public override IQueryable<T> Along<T>(string? index)
    {
        var table = Model.FindEntityType(typeof(T))!.GetTableName();
#pragma warning disable EF1002 // names of the schema, written in the code
        return Set<T>().FromSqlRaw($"SELECT * FROM {table} {(index is null ? "NOT INDEXED" : $"INDEXED BY {index}")}");
#pragma warning restore EF1002
    }

    public override async Task<IQueryable<User>?> SearchAsync(IReadOnlyList<string> words, string id, CancellationToken cancellationToken)
    {
        var match = string.Join(' ', words.Select(word => $"\"{word}\"*"));
        var count = await Database
            .SqlQuery<int>($"SELECT count(*) AS Value FROM (SELECT 1 FROM users_search WHERE users_search MATCH {match} LIMIT {Many + 1})")
            .SingleAsync(cancellationToken);
        return count > Many ? null : Users.FromSql($"""
            SELECT * FROM users NOT INDEXED WHERE id IN (
                SELECT rowid FROM users_search WHERE users_search MATCH {match}
                UNION SELECT user_id FROM user_identities WHERE kind IN ('facebook', 'instagram', 'wa_phone', 'wa_user', 'leadgen') AND value = {id})
            """);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcTextConverter>().HaveColumnType("DATETIME");
        configurationBuilder.Properties<bool>().HaveColumnType("BOOLEAN");
    }
}

/// <summary>Gives <c>dotnet ef</c> the model; it opens no file.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteMigochatContext>
{
    public SqliteMigochatContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMigochatContext>().UseSqlite("Data Source=:memory:").Options);
}
