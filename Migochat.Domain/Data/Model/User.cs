using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>
/// A person who wrote to the shop. The contract names the table <c>users</c>, and the entity has its name. The intake calls the same row
/// a person (<c>Person</c>), the API and scoring a lead. Times are UTC.
/// </summary>
public sealed class User
{
    public long Id { get; set; }

    /// <summary>The person's main id at Meta: WhatsApp digits, else page-scoped, Instagram-scoped or business-scoped id.</summary>
    public required string Psid { get; set; }

    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? ProfilePic { get; set; }
    public Governorate? Governorate { get; set; }

    /// <summary><c>facebook</c>, <c>instagram</c> or <c>whatsapp</c>: the platform of <see cref="Psid"/>.</summary>
    public string Platform { get; set; } = "facebook";

    /// <summary>E.164, with the plus.</summary>
    public string? PhoneNumber { get; set; }

    public DateTime CreatedAt { get; set; }
    public DateTime? LastMessageAt { get; set; }
    public bool IsActive { get; set; } = true;
    public LeadStage LeadStage { get; set; }
    public CustomerLabel? CustomerLabel { get; set; }
    public CustomerType? CustomerType { get; set; }

    /// <summary>Points, 0 to 100.</summary>
    public int LeadScore { get; set; }

    public DateTime LastStageChange { get; set; }

    /// <summary>When the lead first reached stage convert or qualified; it stays, whatever stage follows.</summary>
    public DateTime? ConvertedAt { get; set; }

    /// <summary>The earliest moment at which rescoring can change anything; null if nothing is pending.</summary>
    public DateTime? ScoreDueAt { get; set; }

    /// <summary>First touch: the source of the earliest inbound message or referral.</summary>
    public MessageSource? FirstSource { get; set; }

    public long? FirstAdId { get; set; }
    public long? FirstPostId { get; set; }
    public DateTime? LastInboundAt { get; set; }

    /// <summary>JSON of <c>FieldSources</c>: source and time of names, phone and similar fields.</summary>
    public string? FieldSources { get; set; }

    /// <summary>Comma-separated names of the fields that a person set. Automation does not change them.</summary>
    public string? Locked { get; set; }

    public DateTime? MarketingOptOutAt { get; set; }

    /// <summary>The score in the newest score line of the audit trail.</summary>
    public int AuditedScore { get; set; }

    /// <summary>Names, phone and id, folded for the search.</summary>
    public string? SearchText { get; set; }
}

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

/// <summary>A lead's position in the shop's pipeline.</summary>
public enum LeadStage
{
    Intake,
    Nurture,
    Convert,
    Qualified,
    Unqualified,
    Lost,
}

/// <summary>The lead's present interest.</summary>
public enum CustomerLabel
{
    Hot,
    Warm,
    Cold,
}

/// <summary>A new customer, a returning one, or one that staff named a VIP.</summary>
public enum CustomerType
{
    New,
    Returning,
    Vip,
}

/// <summary>The fields that staff can set and thereby lock, by their names in <c>users.locked</c>.</summary>
public static class LockedField
{
    public const string Name = "name";
    public const string Phone = "phone";
    public const string Governorate = "governorate";
    public const string Stage = "stage";
    public const string Label = "label";
    public const string Type = "type";

    /// <summary>The names in the column.</summary>
    public static IReadOnlyList<string> Parse(string? column) => string.IsNullOrEmpty(column) ? [] : column.Split(',');
}
