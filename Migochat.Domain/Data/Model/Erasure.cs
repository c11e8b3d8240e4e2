using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>The hash of an erased id or message. Events from before the erasure that carry the id are refused for ever; nothing of the message is stored again. Times are UTC.</summary>
public sealed class Erasure
{
    public long Id { get; set; }

    /// <summary>HMAC-SHA256 in hex of identity kind and value, or of the message's key. The HMAC key is ours.</summary>
    public required string Hash { get; set; }

    public DateTime ErasedAt { get; set; }

    /// <summary>The time of the newest event that was stored then. Counts instead of <see cref="ErasedAt"/> while that lies in the future, which shows that the clock was ahead.</summary>
    public DateTime? NewestEventAt { get; set; }
}

internal sealed class ErasureConfiguration : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("erasures");
        builder.Property(erasure => erasure.Hash).Varchar(64);

        builder.HasIndex(erasure => erasure.Hash, "ix_erasures_hash").IsUnique();
        builder.HasIndex(erasure => erasure.ErasedAt, "ix_erasures_erased_at");
    }
}
