namespace Migochat.Messaging;

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

    /// <summary>Made from an event and not yet edited by a person: later events may overwrite it.</summary>
    public bool IsStub { get; set; }

    /// <summary>The time of the event that its text came from.</summary>
    public DateTime? ContentAt { get; set; }
}
