namespace Migochat.Leads;

/// <summary>One of the ids under which Meta knows a person. A person is what is connected by events that carry two of them.</summary>
public sealed class UserIdentity
{
    public long Id { get; set; }
    public long UserId { get; set; }

    /// <summary>One of <see cref="IdentityKind"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>Up to 160 characters, compared ordinally; a WhatsApp number is digits without a plus.</summary>
    public required string Value { get; set; }

    /// <summary>The latest event (UTC) that carried it.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>Events at or before this moment (UTC) are refused: the id was erased then, and came back later.</summary>
    public DateTime? ErasedBefore { get; set; }
}
