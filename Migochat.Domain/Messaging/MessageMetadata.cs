using System.Text.Json;
using System.Text.Json.Serialization;

namespace Migochat.Messaging;

/// <summary>The content of <c>messages.message_metadata</c>.</summary>
public sealed record MessageMetadata
{
    public static readonly MessageMetadata None = new();

    /// <summary>In which form the copy came whose content is kept; null: live.</summary>
    [JsonPropertyName("rank")]
    public CopyRank? Rank { get; init; }

    /// <summary>That copy's own time, UTC, where an older copy gave the message its time.</summary>
    [JsonPropertyName("copied_at")]
    public DateTime? CopiedAt { get; init; }

    public static MessageMetadata Parse(string? json) =>
        json is null ? None : JsonSerializer.Deserialize(json, MessageMetadataJson.Default.MessageMetadata) ?? None;

    /// <summary>Null where there is nothing to say, as the column wants it.</summary>
    public override string? ToString() => this == None ? null : JsonSerializer.Serialize(this, MessageMetadataJson.Default.MessageMetadata);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MessageMetadata))]
internal sealed partial class MessageMetadataJson : JsonSerializerContext;
