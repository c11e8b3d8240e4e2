using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>An id that was erased: events that carry it from before then are refused for ever. Or a message: nothing of it is stored again. Times are UTC.</summary>
public sealed class Erasure
{
    public long Id { get; set; }

    /// <summary>HMAC-SHA256 in hex of identity kind and value, or of the message's key, under a key of ours.</summary>
    public required string Hash { get; set; }

    public DateTime ErasedAt { get; set; }
}

internal sealed class ErasureConfiguration : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("erasures");
        builder.Property(erasure => erasure.Hash).Varchar(64);

        builder.HasIndex(erasure => erasure.Hash, "ix_erasures_hash").IsUnique();
    }
}
