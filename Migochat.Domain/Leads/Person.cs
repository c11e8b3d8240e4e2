using Migochat.Messaging;

namespace Migochat.Leads;

/// <summary>What the intake needs to know of a person to place one more event. Times are UTC.</summary>
internal sealed record Person
{
    public required long Id { get; init; }
    public required string Psid { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? LastMessageAt { get; init; }
    public DateTime? LastInboundAt { get; init; }
    public bool IsActive { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? PhoneNumber { get; init; }

    /// <summary>The stored enum name.</summary>
    public string? Governorate { get; init; }

    /// <summary>The name as the row has it, so that a changed one is noticed.</summary>
    public PersonName? StoredName { get; init; }

    public DateTime? ScoreDueAt { get; init; }
    public FieldSources Sources { get; init; } = FieldSources.None;
    public string? Locked { get; init; }

    /// <summary>The newest conversation, active or not.</summary>
    public ConversationRun? Newest { get; init; }

    public PersonName Name => new(FirstName, LastName);

    /// <summary>True if a member of staff set the field.</summary>
    public bool IsLocked(string field) => Locked is not null && Locked.Split(',').Contains(field, StringComparer.Ordinal);
}
