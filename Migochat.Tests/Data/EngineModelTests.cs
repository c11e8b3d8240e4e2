using Microsoft.EntityFrameworkCore;
using Migochat.Data;

namespace Migochat.Tests.Data;

/// <summary>The two engines have one model. No server is asked.</summary>
public sealed class EngineModelTests
{
    [Fact]
    public void The_migrations_of_each_engine_make_the_present_model()
    {
        using var sqlite = new SqliteDesignTimeFactory().CreateDbContext([]);
        using var postgres = new PostgresDesignTimeFactory().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges(), "SQLite lacks a migration.");
        Assert.False(postgres.Database.HasPendingModelChanges(), "PostgreSQL's migration must be made anew.");
    }

    [Fact]
    public void Both_engines_have_the_same_tables_and_columns()
    {
        using var sqlite = new SqliteDesignTimeFactory().CreateDbContext([]);
        using var postgres = new PostgresDesignTimeFactory().CreateDbContext([]);

        var columns = Columns(sqlite);

        Assert.Contains("messages.sender_id, not null, String, 160", columns);
        Assert.Equal(columns, Columns(postgres));
    }

    private static string[] Columns(MigochatDbContext context) =>
    [
        .. from entity in context.Model.GetEntityTypes()
           from property in entity.GetProperties()
           let nullability = property.IsColumnNullable() ? "null" : "not null"
           let type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType
           orderby entity.GetTableName(), property.GetColumnName()
           select $"{entity.GetTableName()}.{property.GetColumnName()}, {nullability}, {type.Name}, {property.GetMaxLength()}",
    ];
}
