using System.Text.Json.Serialization;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>A change that came before its message or its person.</summary>
/// <param name="Kind">One of <see cref="PendingKind"/>.</param>
/// <param name="At">The event's time, UTC.</param>
internal sealed record PendingChange(string Kind, DateTime At, PendingContent Content);

/// <summary>The content of <c>pending_receipts.payload</c>; which members are set, the kind says.</summary>
internal sealed record PendingContent
{
    /// <summary>Of an edit, likewise the text.</summary>
    [JsonPropertyName("version")]
    public int? Version { get; init; }

    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>The media that an edit brings: JSON, as text.</summary>
    [JsonPropertyName("content")]
    public string? Content { get; init; }

    /// <summary>The signals of an edit's text, if the text itself is not kept.</summary>
    [JsonPropertyName("signals")]
    public string? Signals { get; init; }

    /// <summary>Of a comment that is edited, removed, hidden or shown again, where the event names it.</summary>
    [JsonPropertyName("author")]
    public Identity? Author { get; init; }

    [JsonPropertyName("hidden")]
    public bool? Hidden { get; init; }

    /// <summary>Of a reaction, likewise the emoji.</summary>
    [JsonPropertyName("side")]
    public MessageDirection? Side { get; init; }

    [JsonPropertyName("emoji")]
    public string? Emoji { get; init; }

    [JsonPropertyName("status")]
    public MessageStatus? Status { get; init; }

    /// <summary>A status that is none of ours.</summary>
    [JsonPropertyName("unknown_status")]
    public string? UnknownStatus { get; init; }

    /// <summary>A JSON array, as text.</summary>
    [JsonPropertyName("errors")]
    public string? Errors { get; init; }

    /// <summary>The key of the shop's own comment.</summary>
    [JsonPropertyName("reply")]
    public string? Reply { get; init; }

    /// <summary>Ids that hold from the event on.</summary>
    [JsonPropertyName("present")]
    public IReadOnlyList<Identity>? Present { get; init; }

    /// <summary>Ids that held before it.</summary>
    [JsonPropertyName("replaced")]
    public IReadOnlyList<Identity>? Replaced { get; init; }

    /// <summary>The name of whom the ids belong to, where a contact tells it; likewise the last name.</summary>
    [JsonPropertyName("first_name")]
    public string? FirstName { get; init; }

    [JsonPropertyName("last_name")]
    public string? LastName { get; init; }

    /// <summary>The ids of the person on the thread, so that an erasure finds the text or emoji that waits.</summary>
    [JsonPropertyName("about")]
    public IReadOnlyList<Identity>? About { get; init; }

    /// <summary>All persons' ids in it.</summary>
    [JsonIgnore]
    public IEnumerable<Identity> People => (Present ?? []).Concat(Replaced ?? []).Concat(About ?? []).Concat(Author is { } author ? [author] : []);
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WireEnumConverter<MessageDirection>), typeof(WireEnumConverter<MessageStatus>)])]
[JsonSerializable(typeof(PendingContent))]
[JsonSerializable(typeof(Identity))]
internal sealed partial class PendingJson : JsonSerializerContext;
