using Migochat.Messaging;

namespace Migochat.Leads;

/// <summary>How a lead came at first: their earliest inbound message or referral.</summary>
/// <param name="At">UTC; null in rows of another program.</param>
/// <param name="FacebookPostId">Meta's id of the post.</param>
/// <param name="FacebookAdId">Meta's id of the ad.</param>
/// <param name="CampaignName">The ad's.</param>
public sealed record LeadFirstTouch(
    MessageSource Source, DateTime? At, long? PostId, string? FacebookPostId, long? AdId, string? FacebookAdId, string? CampaignName);
