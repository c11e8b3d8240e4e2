using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;
using Migochat.Leads;

namespace Migochat.Messaging;

internal sealed class ReferralConfiguration : IEntityTypeConfiguration<Referral>
{
    public void Configure(EntityTypeBuilder<Referral> builder)
    {
        builder.ToTable("referrals");
        builder.Property(referral => referral.ReferralKey).Varchar(64);
        builder.Property(referral => referral.BusinessId).Varchar(160);
        builder.Property(referral => referral.PersonId).Varchar(160);
        builder.Property(referral => referral.Platform).Varchar(50);
        builder.Property(referral => referral.ReferralSource).Varchar(2083);

        builder.HasOne<User>().WithMany().HasForeignKey(referral => referral.UserId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Post>().WithMany().HasForeignKey(referral => referral.PostId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<AdCampaign>().WithMany().HasForeignKey(referral => referral.AdId).OnDelete(DeleteBehavior.NoAction);

        builder.HasIndex(referral => referral.ReferralKey, "ix_referrals_referral_key").IsUnique();
        builder.HasIndex(referral => new { referral.UserId, referral.Timestamp }, "ix_referrals_user_id_timestamp");
        builder.HasIndex(referral => referral.PostId, "ix_referrals_post_id").HasFilter("post_id IS NOT NULL");
        builder.HasIndex(referral => referral.AdId, "ix_referrals_ad_id").HasFilter("ad_id IS NOT NULL");
    }
}
