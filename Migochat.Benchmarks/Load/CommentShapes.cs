namespace Migochat.Benchmarks.Load;

/// <summary>Values of changes that tell of a comment, as Meta writes them.</summary>
public static class CommentShapes
{
    private const string Media = "17900123456789012";

    /// <summary>The page's post that everybody comments on.</summary>
    public const string Post = $"{Shop.Page}_122101234567890123";

    /// <summary>A comment on the page's post; a change of field <c>feed</c>.</summary>
    public static string OnPage(Person person, string id, string escapedText, DateTimeOffset written) =>
        $$$"""
        {"from":{"id":"{{{person.Id}}}","name":"{{{person.EscapedName}}}"},"post":{"status_type":"added_photos","is_published":true,"promotion_status":"inactive","id":"{{{Post}}}"},"message":"{{{escapedText}}}","post_id":"{{{Post}}}","comment_id":"{{{id}}}","created_time":{{{written.ToUnixTimeSeconds()}}},"item":"comment","parent_id":"{{{Post}}}","verb":"add"}
        """;

    /// <summary>A comment on an Instagram post; a change of field <c>comments</c>.</summary>
    public static string OnInstagram(Person person, string id, string escapedText) =>
        $$$"""
        {"from":{"id":"{{{person.Id}}}","username":"user_{{{person.Id}}}"},"media":{"id":"{{{Media}}}","media_product_type":"FEED"},"id":"{{{id}}}","text":"{{{escapedText}}}"}
        """;
}
