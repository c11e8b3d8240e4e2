using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Reads the posts and ads that an event names. An id that does not fit its column is ignored.</summary>
internal static class Mentions
{
    /// <summary>The greatest length of Meta's ids of posts, media, comments and ads.</summary>
    public const int MaxIdLength = 100;

    private const int MaxTitleLength = 200;

    /// <summary>The id; null if it is missing, or 0 as in events that did not come through an ad.</summary>
    public static string? AdId(JsonElement element) => element.Id() is { } id && id != "0" ? id : null;

    public static PostMention? Post(string? id, PostType type, string? content = null) =>
        id is { Length: <= MaxIdLength } ? new PostMention(id, type, content) : null;

    public static AdMention? Ad(string? id, string? title = null) =>
        id is { Length: <= MaxIdLength } ? new AdMention(id, title?.CutTo(MaxTitleLength)) : null;
}
