using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Scoring;

internal sealed class ScoringMarkConfiguration : IEntityTypeConfiguration<ScoringMark>
{
    public void Configure(EntityTypeBuilder<ScoringMark> builder)
    {
        builder.ToTable("scoring_marks");
        builder.Property(mark => mark.Terms).Varchar(50);

        builder.HasIndex(mark => mark.Terms, "ix_scoring_marks_terms").IsUnique();
    }
}
