using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>A task for later: to fetch a lead form's answers or a profile from the Graph API. Times are UTC.</summary>
public sealed class Fetch
{
    public long Id { get; set; }
    public required string Kind { get; set; }
    public required string Target { get; set; }
    public DateTime DueAt { get; set; }
    public int Tries { get; set; }
    public string? LastError { get; set; }
}

internal sealed class FetchConfiguration : IEntityTypeConfiguration<Fetch>
{
    public void Configure(EntityTypeBuilder<Fetch> builder)
    {
        builder.ToTable("fetches");
        builder.Property(fetch => fetch.Kind).Varchar(20);
        builder.Property(fetch => fetch.Target).Varchar(255);
        builder.Property(fetch => fetch.Tries).HasDefaultValue(0);

        builder.HasIndex(fetch => new { fetch.Kind, fetch.Target }, "ix_fetches_kind_target").IsUnique();
        builder.HasIndex(fetch => fetch.DueAt, "ix_fetches_due_at");
    }
}
