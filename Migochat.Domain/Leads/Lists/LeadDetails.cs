using System.Text.Json.Serialization;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.Scoring;
using Migochat.Texts;

namespace Migochat.Leads;

/// <summary>A lead, whole. Times are UTC.</summary>
public sealed record LeadDetails : LeadSummary
{
    internal LeadDetails(User user) : base(user)
    {
        ProfilePic = user.ProfilePic;
        MarketingOptOutAt = user.MarketingOptOutAt;
        ScoreDueAt = user.ScoreDueAt;
        ConvertedAt = user.ConvertedAt;
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

    /// <summary>When they first reached stage convert or qualified.</summary>
    [JsonPropertyOrder(1)]
    public DateTime? ConvertedAt { get; }

    /// <summary>The parts of the score; their points add up to it.</summary>
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

/// <summary>How a lead came at first: their earliest inbound message or referral.</summary>
/// <param name="At">UTC; null in rows of another program.</param>
/// <param name="FacebookPostId">Meta's id of the post.</param>
/// <param name="FacebookAdId">Meta's id of the ad.</param>
/// <param name="CampaignName">The ad's.</param>
public sealed record LeadFirstTouch(
    MessageSource Source, DateTime? At, long? PostId, string? FacebookPostId, long? AdId, string? FacebookAdId, string? CampaignName);

/// <summary>An id of a lead at Meta, as it is shown.</summary>
/// <param name="Kind">One of <see cref="IdentityKind"/>.</param>
/// <param name="SeenAt">The latest event (UTC) that carried it.</param>
public sealed record LeadIdentity(string Kind, string Value, DateTime SeenAt);

/// <summary>One line of a lead's score.</summary>
/// <param name="Name">Its subject.</param>
/// <param name="Points">Whole; caps are negative.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Because">The message and the intent behind the points; null if no message is behind them.</param>
public sealed record LeadScorePart(string Name, int Points, string Reason, LeadScoreSource? Because);

/// <summary>The message and the intent behind a part of a score.</summary>
/// <param name="Words">The words of the message that mean the intent; null if the model found it, if the text is gone, or if an earlier version read it.</param>
/// <param name="ReadBy"><c>words</c>, <c>model</c>, or <c>unknown</c> if an earlier version read it.</param>
public sealed record LeadScoreSource(long MessageId, string Intent, string ReadBy, string? Words)
{
    /// <param name="text">Null where it is kept no more.</param>
    public static LeadScoreSource Of(IntentClaim claim, string? text, string? signals)
    {
        var evidence = TextSignals.Parse(signals)?.Evidence;
        var words = text is null ? null : IntentEvidence.Words(evidence, claim.Intent, text);
        return new(claim.MessageId, EnumText.Wire(claim.Intent), IntentEvidence.ReadBy(evidence, claim.Intent), words);
    }
}
