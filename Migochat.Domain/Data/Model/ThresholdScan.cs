using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>How far the leads have been marked for the present thresholds and rules. The table has one row.</summary>
public sealed class ThresholdScan
{
    public long Id { get; set; }

    /// <summary>The version of the rules and the thresholds, such as <c>rules 1, hot 75, warm 40, lost 60 days</c>.</summary>
    public required string Terms { get; set; }

    /// <summary>The time (UTC) at which they were found changed.</summary>
    public DateTime FoundAt { get; set; }

    /// <summary>The number of complete passes over all leads; two are enough.</summary>
    public int Passes { get; set; }

    /// <summary>The last person that the present pass has marked; 0 before the first.</summary>
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
