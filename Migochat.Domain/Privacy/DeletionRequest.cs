namespace Migochat.Privacy;

/// <summary>A person's request, through Meta, to be deleted or to be let go, or an erasure by staff. Holds no id of theirs. Times are UTC.</summary>
public sealed class DeletionRequest
{
    public long Id { get; set; }

    /// <summary>128 random bits in hex: what the person follows the request with.</summary>
    public required string Code { get; set; }

    /// <summary>One of <see cref="DeletionKind"/>.</summary>
    public required string Kind { get; set; }

    public required string PersonHash { get; set; }
    public DateTime? IssuedAt { get; set; }
    public DateTime RequestedAt { get; set; }
    public DateTime? CompletedAt { get; set; }

    /// <summary>JSON object with the number of rows erased by table.</summary>
    public string? Receipt { get; set; }
}
