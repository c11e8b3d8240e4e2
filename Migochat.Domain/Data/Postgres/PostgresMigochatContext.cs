using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Migochat.Data;

/// <summary>The tables as PostgreSQL keeps them. Texts compare by their bytes, as on SQLite, whatever the server's language is.</summary>
public sealed class PostgresMigochatContext(DbContextOptions<PostgresMigochatContext> options) : MigochatDbContext(options)
{
    public override IQueryable<T> Along<T>(string? index) => Set<T>();

    public override Task<IQueryable<User>?> SearchAsync(IReadOnlyList<string> words, string id, CancellationToken cancellationToken)
    {
        // Each word is quoted, so that nothing in it means anything to the search.
        var match = string.Join(" & ", words.Select(word => $"'{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}':*"));
        return Task.FromResult<IQueryable<User>?>(Users.FromSql($"""
            SELECT * FROM users WHERE id IN (
                SELECT id FROM users WHERE array_to_tsvector(array_remove(string_to_array(search_text, ' '), '')) @@ {match}::tsquery
                UNION SELECT user_id FROM user_identities WHERE kind IN ('facebook', 'instagram', 'wa_phone', 'wa_user', 'leadgen') AND value = {id})
            """));
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.ClrType == typeof(string) || (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum)
                property.SetCollation("C");
            if (property.GetDefaultValueSql() is not null)
                property.SetDefaultValueSql("now()");
        }

        modelBuilder.Entity<Conversation>().HasIndex(conversation => conversation.UserId, "ix_conversations_user_id_active").HasFilter("is_active");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveColumnType("timestamp with time zone");
        configurationBuilder.Properties<bool>().HaveColumnType("boolean");
    }
}

/// <summary>Gives <c>dotnet ef</c> the model; it asks no server.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresMigochatContext>
{
    public PostgresMigochatContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresMigochatContext>().UseNpgsql("Host=localhost;Database=migochat").Options);
}
