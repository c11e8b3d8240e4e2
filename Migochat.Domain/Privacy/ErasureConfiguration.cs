using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Privacy;

internal sealed class ErasureConfiguration : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("erasures");
        builder.Property(erasure => erasure.Hash).Varchar(64);

        builder.HasIndex(erasure => erasure.Hash, "ix_erasures_hash").IsUnique();
    }
}
