using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Webhooks;

internal sealed class DeadLetterConfiguration : IEntityTypeConfiguration<DeadLetter>
{
    public void Configure(EntityTypeBuilder<DeadLetter> builder)
    {
        builder.ToTable("dead_letters");
        builder.Property(letter => letter.ContentHash).Varchar(64);
        builder.Property(letter => letter.ReceivedAt).DefaultNow();
        builder.Property(letter => letter.Seen).HasDefaultValue(1);
        builder.Property(letter => letter.Tries).HasDefaultValue(0);
        builder.Property(letter => letter.PersonHash).Varchar(64);

        builder.HasIndex(letter => letter.ContentHash, "ix_dead_letters_content_hash").IsUnique();
        builder.HasIndex(letter => letter.ReceivedAt, "ix_dead_letters_received_at");
        builder.HasIndex(letter => letter.PersonHash, "ix_dead_letters_person_hash").HasFilter("person_hash IS NOT NULL");
    }
}
