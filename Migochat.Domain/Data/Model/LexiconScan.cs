using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>How far the present lexicon has reread the stored texts. The table has one row.</summary>
public sealed class LexiconScan
{
    public long Id { get; set; }

    /// <summary>The lexicon's version.</summary>
    public required string Version { get; set; }

    /// <summary>The row of the last message that was read.</summary>
    public long ReadTo { get; set; }
}

internal sealed class LexiconScanConfiguration : IEntityTypeConfiguration<LexiconScan>
{
    public void Configure(EntityTypeBuilder<LexiconScan> builder)
    {
        builder.ToTable("lexicon_marks");
        builder.Property(mark => mark.Version).Varchar(20);

        builder.HasIndex(mark => mark.Version, "ix_lexicon_marks_version").IsUnique();
    }
}
