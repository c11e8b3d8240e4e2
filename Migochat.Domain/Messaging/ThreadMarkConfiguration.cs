using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Messaging;

internal sealed class ThreadMarkConfiguration : IEntityTypeConfiguration<ThreadMark>
{
    public void Configure(EntityTypeBuilder<ThreadMark> builder)
    {
        builder.ToTable("thread_marks");
        builder.Property(mark => mark.BusinessId).Varchar(160);
        builder.Property(mark => mark.Kind).Varchar(20);
        builder.Property(mark => mark.PersonId).Varchar(160);

        builder.HasIndex(mark => new { mark.PersonId, mark.BusinessId }, "ix_thread_marks_person_id_business_id").IsUnique();
    }
}
