using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>A referral that Meta sent as an event of its own. The person's next message within a day inherits it. Times are UTC.</summary>
public sealed class Referral
{
    public long Id { get; set; }

    /// <summary>SHA-256 in hex over business, person, time and content, so that a repeated referral is stored once.</summary>
    public required string ReferralKey { get; set; }

    public long UserId { get; set; }
    public required string BusinessId { get; set; }
    public required string PersonId { get; set; }
    public DateTime Timestamp { get; set; }
    public required string Platform { get; set; }
    public MessageSource MessageSource { get; set; }
    public long? PostId { get; set; }
    public PostType? PostType { get; set; }
    public long? AdId { get; set; }
    public string? ReferralSource { get; set; }

    /// <summary>JSON object: the whole referral as Meta sent it.</summary>
    public required string Metadata { get; set; }
}

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
