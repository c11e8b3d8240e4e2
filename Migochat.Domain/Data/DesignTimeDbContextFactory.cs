using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Migochat.Data;

/// <summary>What <c>dotnet ef</c> builds the model from; it opens no file.</summary>
internal sealed class DesignTimeDbContextFactory : IDesignTimeDbContextFactory<MigochatDbContext>
{
    public MigochatDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<MigochatDbContext>().UseSqlite("Data Source=:memory:").Options);
}
