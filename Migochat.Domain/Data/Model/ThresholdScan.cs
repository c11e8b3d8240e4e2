using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>How far the leads have been looked through for those whom other thresholds concern. One row: that of the present thresholds.</summary>
public sealed class ThresholdScan
{
    public long Id { get; set; }

    /// <summary>The thresholds by their values, such as <c>hot 75, warm 40, lost 60 days</c>.</summary>
    public required string Terms { get; set; }

    /// <summary>When they were found to be others. UTC.</summary>
    public DateTime FoundAt { get; set; }

    /// <summary>How often all leads were looked through; twice is enough.</summary>
    public int Passes { get; set; }

    /// <summary>The last person of the present pass that was looked at; 0 before the first.</summary>
    public long MarkedTo { get; set; }
}

internal sealed class ThresholdScanConfiguration : IEntityTypeConfiguration<ThresholdScan>
{
    public void Configure(EntityTypeBuilder<ThresholdScan> builder)
    {
        builder.ToTable("scoring_marks");
        builder.Property(mark => mark.Terms).Varchar(50);

        builder.HasIndex(mark => mark.Terms, "ix_scoring_marks_terms").IsUnique();
    }
}
