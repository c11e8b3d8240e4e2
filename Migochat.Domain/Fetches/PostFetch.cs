using System.Text.Json;
using Migochat.Data;
using Migochat.Graph;
using Migochat.Messaging;

namespace Migochat.Fetches;

/// <summary>
/// Text and address of a post that events name only by its id. The text ranks below that of any event. Only the shop's own
/// posts are fetched: a customer's post belongs to the customer, and stands in <c>messages</c>.
/// </summary>
internal sealed class PostFetch : IStoredFetch
{
    private const int LongestText = 63_206;

    public FetchCall? Call(FetchRequest request)
    {
        var (connection, target) = (request.Connection, request.Target);
        if (!IsKnown(connection, target) || IsOfCustomer(connection, target))
            return null;
        // The first half of such an id is the page's.
        if (target.Split('_') is [var page, _] && page.All(char.IsAsciiDigit))
            return OfPage(page, target);
        return NamedBy.Post(connection, target) switch
        {
            { Platform: Platform.Facebook } by => OfPage(by.BusinessId, $"{by.BusinessId}_{target}"),
            { Platform: Platform.Instagram } by => FetchCall.Of(by.Platform, by.BusinessId, target, "caption,permalink"),
            { } by => FetchCall.Of(by.Platform, by.BusinessId, target, "message,permalink_url,from"),
            null => null,
        };
    }

    public void Store(FetchAnswer answer)
    {
        if (IsOfCustomer(answer.Connection, answer.Target))
            return;
        using var text = new Statement(
            answer.Connection, "UPDATE posts SET post_content = @1 WHERE facebook_post_id = @0 AND is_stub AND content_at IS NULL", Statement.Nothing);
        using var link = new Statement(answer.Connection, "UPDATE posts SET permalink = @1 WHERE facebook_post_id = @0", Statement.Nothing);
        if (TextOf(answer.Json) is { } words)
            text.Run(answer.Target, words.CutTo(LongestText));
        if ((answer.Json.Get("permalink_url"u8).Text() ?? answer.Json.Get("permalink"u8).Text()) is { } address && PublicAddress.IsGood(address))
            link.Run(answer.Target, address);
    }

    private static FetchCall OfPage(string page, string id) => FetchCall.Of(Platform.Facebook, page, id, "message,permalink_url,from");

    /// <summary>A caption of Instagram's, which shows those of the account alone, or a text that the page itself wrote.</summary>
    private static string? TextOf(JsonElement post) =>
        post.Get("caption"u8).Words() ?? (IsByPage(post) ? post.Get("message"u8).Words() : null);

    private static bool IsByPage(JsonElement post) =>
        post.Get("from"u8).Get("id"u8).Id() is { } author && post.Get("id"u8).Id()?.StartsWith($"{author}_", StringComparison.Ordinal) is true;

    private static bool IsKnown(DatabaseConnection connection, string target)
    {
        using var find = new Statement(connection, "SELECT id FROM posts WHERE facebook_post_id = @0");
        return find.RunForId(target) is not null;
    }

    private static bool IsOfCustomer(DatabaseConnection connection, string target)
    {
        using var find = new Statement(connection, "SELECT id FROM messages WHERE facebook_message_id IN (@0, @1)");
        return find.RunForId(MessageKeys.Mention(Platform.Facebook, target), MessageKeys.Mention(Platform.Instagram, target)) is not null;
    }
}
