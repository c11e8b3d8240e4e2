namespace Migochat.Messaging;

/// <summary>A referral that Meta sent as an event of its own; the person's next message within a day takes it. Times are UTC.</summary>
public sealed class Referral
{
    public long Id { get; set; }

    /// <summary>SHA-256 in hex over business, person, time and content: the same referral is stored once.</summary>
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
