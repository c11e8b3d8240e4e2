using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Messaging;

internal sealed class AdCampaignConfiguration : IEntityTypeConfiguration<AdCampaign>
{
    public void Configure(EntityTypeBuilder<AdCampaign> builder)
    {
        builder.ToTable("ad_campaigns");
        builder.Property(ad => ad.FacebookAdId).Varchar(100);
        builder.Property(ad => ad.CampaignName).Varchar(200);
        builder.Property(ad => ad.Budget).Varchar(100);
        builder.Property(ad => ad.Status).Varchar(50).HasDefaultValue("active");
        builder.Property(ad => ad.CreatedAt).DefaultNow();
        builder.Property(ad => ad.IsStub).HasDefaultValue(false);

        builder.HasIndex(ad => ad.FacebookAdId, "ix_ad_campaigns_facebook_ad_id").IsUnique();
    }
}
