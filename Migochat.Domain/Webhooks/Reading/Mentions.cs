using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Posts and ads as events name them. An id that does not fit its column names nothing.</summary>
internal static class Mentions
{
    /// <summary>Of Meta's ids of posts, media, comments and ads.</summary>
    public const int MaxIdLength = 100;

    private const int MaxTitleLength = 200;

    /// <summary>The id, or null where it is missing or 0, as in what did not come through an ad.</summary>
    public static string? AdId(JsonElement element) => element.Id() is { } id && id != "0" ? id : null;

    public static PostMention? Post(string? id, PostType type, string? content = null) =>
        id is { Length: <= MaxIdLength } ? new PostMention(id, type, content) : null;

    public static AdMention? Ad(string? id, string? title = null) =>
        id is { Length: <= MaxIdLength } ? new AdMention(id, title?.CutTo(MaxTitleLength)) : null;
}
