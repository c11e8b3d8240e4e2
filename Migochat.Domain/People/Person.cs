using System.Text.Json.Serialization;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.Settings;

namespace Migochat.People;

/// <summary>The columns of a person that the intake needs to apply one more event. Times are UTC.</summary>
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

    /// <summary>The stored name of the enum member.</summary>
    public string? Governorate { get; init; }

    public DateTime? ScoreDueAt { get; init; }
    public FieldSources Sources { get; init; } = FieldSources.None;
    public string? Locked { get; init; }

    public PersonName Name => new(FirstName, LastName);

    /// <summary>The name that events give, whether staff set another or not; null if they give none.</summary>
    public NameClaim? ToldName
    {
        get
        {
            if (IsLocked(LockedField.Name))
                return Sources.ToldName;
            return Name == PersonName.None && Sources.Name is null ? null : new NameClaim(FirstName, LastName, Sources.Name);
        }
    }

    /// <summary>What answers the person besides the shop's messages.</summary>
    public Answers AnswersUnder(IntakeSettings settings) => new(Sources.SentAt, Sources.ClosedAt, settings.CourtesyWaits);

    /// <summary>True if a member of staff set the field.</summary>
    public bool IsLocked(string field) => Locked is not null && Locked.Split(',').Contains(field, StringComparer.Ordinal);
}

/// <summary>A person's name as an event gives it.</summary>
public sealed record PersonName(string? First, string? Last)
{
    public static readonly PersonName None = new(null, null);

    private const int MaxLength = 100;

    /// <summary>The first word, and the rest. Null if there is no word.</summary>
    public static PersonName? Split(string? name)
    {
        var words = (name is null ? null : PlainText.Clean(name))?.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return words switch
        {
            [] => null,
            [var first] => new PersonName(first.CutTo(MaxLength), null),
            [var first, var rest, ..] => new PersonName(first.CutTo(MaxLength), rest.CutTo(MaxLength)),
        };
    }

    /// <summary>A name that came in two parts. Null without a first name.</summary>
    public static PersonName? Of(string? first, string? last) => Part(first) is { } given ? new PersonName(given, Part(last)) : null;

    /// <summary>Decides between two names of one rank and time.</summary>
    public string Ordinal => $"{First}\n{Last}";

    private static string? Part(string? text) => text is not null && PlainText.Clean(text).Trim() is { Length: > 0 } part ? part.CutTo(MaxLength) : null;
}

/// <summary>A person's latest choice about marketing messages.</summary>
/// <param name="Wants">False: the person opted out.</param>
/// <param name="At">UTC.</param>
public sealed record MarketingChoice(
    [property: JsonPropertyName("wants")] bool Wants,
    [property: JsonPropertyName("at")] DateTime At)
{
    /// <summary>The column <c>users.marketing_opt_out_at</c>.</summary>
    [JsonIgnore]
    public DateTime? OptOutAt => Wants ? null : At;

    /// <summary>The later choice; of two at one time, the opt-out.</summary>
    public static MarketingChoice? Later(MarketingChoice? a, MarketingChoice? b)
    {
        if (a is null || b is null)
            return a ?? b;
        if (a.At != b.At)
            return a.At > b.At ? a : b;
        return a.Wants ? b : a;
    }
}
