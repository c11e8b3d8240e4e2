using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Leads;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.Property(user => user.Psid).Varchar(160);
        builder.Property(user => user.FirstName).Varchar(100);
        builder.Property(user => user.LastName).Varchar(100);
        builder.Property(user => user.ProfilePic).Varchar(2048);
        builder.Property(user => user.Platform).Varchar(50).HasDefaultValue("facebook");
        builder.Property(user => user.PhoneNumber).Varchar(20);
        builder.Property(user => user.CreatedAt).DefaultNow();
        builder.Property(user => user.IsActive).HasDefaultValue(true);
        builder.Property(user => user.LeadStage).HasDefaultValue(LeadStage.Intake);
        builder.Property(user => user.LeadScore).HasDefaultValue(0);
        builder.Property(user => user.LastStageChange).DefaultNow();
        builder.Property(user => user.AuditedScore).HasDefaultValue(0);

        builder.HasOne<AdCampaign>().WithMany().HasForeignKey(user => user.FirstAdId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Post>().WithMany().HasForeignKey(user => user.FirstPostId).OnDelete(DeleteBehavior.NoAction);

        builder.HasIndex(user => user.Psid, "ix_users_psid").IsUnique();
        builder.HasIndex(user => user.PhoneNumber, "ix_users_phone_number");
        builder.HasIndex(user => user.ScoreDueAt, "ix_users_score_due_at");
        builder.HasIndex(user => user.LastMessageAt, "ix_users_last_message_at");
        builder.HasIndex(user => user.LeadScore, "ix_users_lead_score");
        builder.HasIndex(user => new { user.LeadStage, user.LeadScore }, "ix_users_lead_stage_lead_score");
        builder.HasIndex(user => new { user.CustomerLabel, user.LeadScore }, "ix_users_customer_label_lead_score");
        builder.HasIndex(user => user.FirstAdId, "ix_users_first_ad_id").HasFilter("first_ad_id IS NOT NULL");
        builder.HasIndex(user => user.FirstPostId, "ix_users_first_post_id").HasFilter("first_post_id IS NOT NULL");
    }
}
