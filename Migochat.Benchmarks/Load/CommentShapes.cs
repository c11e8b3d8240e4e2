using System.Globalization;

namespace Migochat.Benchmarks.Load;

/// <summary>Values of changes that tell of a comment, as Meta writes them.</summary>
public static class CommentShapes
{
    private const string Media = "17900123456789012";

    private const string Post = $"{Shop.Page}_122101234567890123";

    /// <summary>The id of a comment: distinct for distinct numbers.</summary>
    public static string Id(Channel channel, long number) => channel == Channel.Instagram
        ? (17_950_000_000_000_000 + number).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"122101234567890123_{1_300_000_000_000_000 + number}");

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
