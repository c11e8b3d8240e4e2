using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>One line of a lead's audit trail.</summary>
public sealed class LeadActivity
{
    public long Id { get; set; }
    public long UserId { get; set; }

    /// <summary><c>stage_change</c>, <c>merge</c>, <c>note</c> and the like.</summary>
    public required string ActivityType { get; set; }

    public string? OldValue { get; set; }
    public string? NewValue { get; set; }
    public string? Reason { get; set; }
    public DateTime Timestamp { get; set; }
    public bool Automated { get; set; }

    /// <summary>The member of staff; null if automation made the change.</summary>
    public string? Actor { get; set; }
}

internal sealed class LeadActivityConfiguration : IEntityTypeConfiguration<LeadActivity>
{
    public void Configure(EntityTypeBuilder<LeadActivity> builder)
    {
        builder.ToTable("lead_activities");
        builder.Property(activity => activity.ActivityType).Varchar(50);
        builder.Property(activity => activity.OldValue).Varchar(100);
        builder.Property(activity => activity.NewValue).Varchar(100);
        builder.Property(activity => activity.Timestamp).DefaultNow();
        builder.Property(activity => activity.Automated).HasDefaultValue(false);
        builder.Property(activity => activity.Actor).Varchar(100);

        builder.HasOne<User>().WithMany().HasForeignKey(activity => activity.UserId).OnDelete(DeleteBehavior.NoAction);

        builder.HasIndex(activity => new { activity.UserId, activity.Timestamp }, "ix_lead_activities_user_id_timestamp");
    }
}
