using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Leads;

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
