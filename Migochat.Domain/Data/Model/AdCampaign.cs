using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>An ad of the shop, known from a message or a lead that came through it.</summary>
public sealed class AdCampaign
{
    public long Id { get; set; }
    public required string FacebookAdId { get; set; }
    public string? CampaignName { get; set; }
    public string? AdContent { get; set; }

    /// <summary>JSON object, as the shop entered it.</summary>
    public string? TargetAudience { get; set; }

    public string? Budget { get; set; }
    public string Status { get; set; } = "active";
    public DateTime CreatedAt { get; set; }

    /// <summary>An event made the row and nobody has edited it yet, so later events may overwrite it.</summary>
    public bool IsStub { get; set; }

    /// <summary>The time of the event that its text came from.</summary>
    public DateTime? ContentAt { get; set; }

    /// <summary>The ad's name at Meta, as the Graph API gives it; likewise the next two.</summary>
    public string? AdName { get; set; }

    public string? AdSetName { get; set; }
    public string? MetaCampaignName { get; set; }

    /// <summary>The name that is shown: a stub without a title has Meta's.</summary>
    public string? ShownName => CampaignName ?? (IsStub ? MetaCampaignName : null);
}

internal sealed class AdCampaignConfiguration : IEntityTypeConfiguration<AdCampaign>
{
    public void Configure(EntityTypeBuilder<AdCampaign> builder)
    {
        builder.ToTable("ad_campaigns");
        builder.Property(ad => ad.FacebookAdId).Varchar(100);
        builder.Property(ad => ad.CampaignName).Varchar(200);
        builder.Ignore(ad => ad.ShownName);
        builder.Property(ad => ad.AdName).Varchar(200);
        builder.Property(ad => ad.AdSetName).Varchar(200);
        builder.Property(ad => ad.MetaCampaignName).Varchar(200);
        builder.Property(ad => ad.Budget).Varchar(100);
        builder.Property(ad => ad.Status).Varchar(50).HasDefaultValue("active");
        builder.Property(ad => ad.CreatedAt).DefaultNow();
        builder.Property(ad => ad.IsStub).HasDefaultValue(false);

        builder.HasIndex(ad => ad.FacebookAdId, "ix_ad_campaigns_facebook_ad_id").IsUnique();
    }
}
