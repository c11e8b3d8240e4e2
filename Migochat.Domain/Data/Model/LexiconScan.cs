using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>How far the stored texts have been read again with a lexicon. One row: that of the lexicon that read last.</summary>
public sealed class LexiconScan
{
    public long Id { get; set; }

    /// <summary>The lexicon's.</summary>
    public required string Version { get; set; }

    /// <summary>The row of the last message that was looked at.</summary>
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
