using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>The watermarks of one thread: the business's messages up to these times were sent, delivered, read. Times are UTC.</summary>
public sealed class ThreadWatermark
{
    public long Id { get; set; }
    public required string BusinessId { get; set; }

    /// <summary>The kind of the person's id: one of <see cref="IdentityKind"/>.</summary>
    public required string Kind { get; set; }

    public required string PersonId { get; set; }
    public DateTime? SentAt { get; set; }
    public DateTime? DeliveredAt { get; set; }
    public DateTime? ReadAt { get; set; }
}

internal sealed class ThreadWatermarkConfiguration : IEntityTypeConfiguration<ThreadWatermark>
{
    public void Configure(EntityTypeBuilder<ThreadWatermark> builder)
    {
        builder.ToTable("thread_marks");
        builder.Property(mark => mark.BusinessId).Varchar(160);
        builder.Property(mark => mark.Kind).Varchar(20);
        builder.Property(mark => mark.PersonId).Varchar(160);

        builder.HasIndex(mark => new { mark.PersonId, mark.BusinessId }, "ix_thread_marks_person_id_business_id").IsUnique();
    }
}
