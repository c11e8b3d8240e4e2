using System.Text.Json.Serialization;
using Migochat.Messaging;

namespace Migochat.Leads;

/// <summary>A lead, whole. Times are UTC.</summary>
public sealed record LeadDetails : LeadSummary
{
    internal LeadDetails(User user) : base(user)
    {
        ProfilePic = user.ProfilePic;
        MarketingOptOutAt = user.MarketingOptOutAt;
        ScoreDueAt = user.ScoreDueAt;
    }

    /// <summary>Where Meta keeps the picture.</summary>
    [JsonPropertyOrder(1)]
    public string? ProfilePic { get; }

    /// <summary>Since when they want no marketing.</summary>
    [JsonPropertyOrder(1)]
    public DateTime? MarketingOptOutAt { get; }

    /// <summary>The earliest moment at which the score can change by itself.</summary>
    [JsonPropertyOrder(1)]
    public DateTime? ScoreDueAt { get; }

    /// <summary>What the score is made of; the points add up to it.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<LeadScorePart> ScoreParts { get; init; } = [];

    /// <summary>Null where nothing inbound is known.</summary>
    [JsonPropertyOrder(1)]
    public LeadFirstTouch? FirstTouch { get; init; }

    /// <summary>Every id under which Meta knows them.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<LeadIdentity> Ids { get; init; } = [];

    [JsonPropertyOrder(1)]
    public ConversationItem? ActiveConversation { get; init; }

    /// <summary>Other leads with the same phone number, ten at most.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<LeadItem> PossibleDuplicates { get; init; } = [];
}
