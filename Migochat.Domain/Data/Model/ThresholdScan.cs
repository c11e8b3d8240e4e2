using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>How far the leads have been scanned for those that the present thresholds affect, or the present rules. The table has a row for each of the two.</summary>
public sealed class ThresholdScan
{
    public long Id { get; set; }

    /// <summary>The thresholds by their values, such as <c>hot 75, warm 40, lost 60 days</c>, or the version of the rules, such as <c>rules 1</c>.</summary>
    public required string Terms { get; set; }

    /// <summary>The time (UTC) at which they were found changed.</summary>
    public DateTime FoundAt { get; set; }

    /// <summary>The number of complete passes over all leads; two are enough.</summary>
    public int Passes { get; set; }

    /// <summary>The last person that the present pass has scanned; 0 before the first.</summary>
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
