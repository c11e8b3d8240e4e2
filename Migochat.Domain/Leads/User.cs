using Migochat.Messaging;

namespace Migochat.Leads;

/// <summary>A person who wrote to the shop, kept as a lead. Times are UTC.</summary>
public sealed class User
{
    public long Id { get; set; }

    /// <summary>The person's main id at Meta: WhatsApp digits, else page-scoped, Instagram-scoped or business-scoped id.</summary>
    public required string Psid { get; set; }

    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? ProfilePic { get; set; }
    public Governorate? Governorate { get; set; }

    /// <summary><c>facebook</c>, <c>instagram</c> or <c>whatsapp</c>: that of <see cref="Psid"/>.</summary>
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

    /// <summary>The earliest moment at which rescoring can change anything; null if nothing is pending.</summary>
    public DateTime? ScoreDueAt { get; set; }

    /// <summary>First touch: how the earliest inbound message or referral came.</summary>
    public MessageSource? FirstSource { get; set; }

    public long? FirstAdId { get; set; }
    public long? FirstPostId { get; set; }
    public DateTime? LastInboundAt { get; set; }

    /// <summary>JSON of <see cref="Leads.FieldSources"/>: where names, phone and the like came from, and when.</summary>
    public string? FieldSources { get; set; }

    /// <summary>Comma-separated names of the fields that a person set and automation leaves alone.</summary>
    public string? Locked { get; set; }

    public DateTime? MarketingOptOutAt { get; set; }

    /// <summary>The score that the audit trail last showed.</summary>
    public int AuditedScore { get; set; }

    /// <summary>Names, phone and id folded for searching.</summary>
    public string? SearchText { get; set; }
}
