using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Messaging;

internal sealed class LexiconMarkConfiguration : IEntityTypeConfiguration<LexiconMark>
{
    public void Configure(EntityTypeBuilder<LexiconMark> builder)
    {
        builder.ToTable("lexicon_marks");
        builder.Property(mark => mark.Version).Varchar(20);

        builder.HasIndex(mark => mark.Version, "ix_lexicon_marks_version").IsUnique();
    }
}
