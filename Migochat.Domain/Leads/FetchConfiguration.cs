using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Leads;

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
