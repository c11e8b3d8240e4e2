using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class PageChangesReaderTests
{
    private const string Post = $"{Texts.PageId}_77";
    private const string Key = "c:fb:77_1";
    private const string PostKey = $"m:fb:{Post}";
    private const string Hoda = "\"from\":{\"id\":\"7777000011112222\",\"name\":\"هدى سمير\"}";
    private const string Us = $"\"from\":{{\"id\":{Texts.PageId},\"name\":\"Shop\"}}";

    private static readonly Identity HodasId = new(IdentityKind.Facebook, "7777000011112222");
    private static readonly DateTime Created = Reading.Before.AddHours(-1);

    [Fact]
    public void A_comment_is_a_message_of_its_author()
    {
        var received = Comment("add", Hoda).Only<MessageReceived>();

        Assert.Equal((Key, "77_1", "comment", "بكام؟"), (received.MessageId, received.CommentId, received.Type, received.Text));
        Assert.Equal((MessageDirection.Inbound, HodasId.Value, Texts.PageId), (received.Direction, received.SenderId, received.RecipientId));
        Assert.Equal((Created, CopyRank.Live, Platform.Facebook), (received.Time, received.Rank, received.Platform));
        Assert.Equal([HodasId], received.Person);
        Assert.Equal((new PersonName("هدى", "سمير"), FieldRank.Comment), (received.Name, received.NameRank));
        Assert.Equal(new Attribution { Source = MessageSource.PostComment, Post = new PostMention(Post, PostType.Info) }, received.Attribution);
        Assert.Equal(new MessageMetadata { ParentId = Post }, received.Metadata);
        Assert.Null(received.ParentKey);
    }

    [Theory]
    [InlineData("\"sender_id\":7777000011112222,\"sender_name\":\"Hoda\"", "7777000011112222", "Hoda")]
    [InlineData("\"x\":1", "", null)]
    public void The_author_may_be_named_the_old_way_or_not_at_all(string author, string sender, string? name)
    {
        var received = Comment("add", author).Only<MessageReceived>();

        Assert.Equal((sender, name), (received.SenderId, received.Name?.First));
        Assert.Equal(sender.Length > 0, received.Person.Count == 1);
        Assert.Equal(MessageDirection.Inbound, received.Direction);
    }

    [Theory]
    [InlineData("\"parent_id\":\"77_0\"", "c:fb:77_0")]
    [InlineData($"\"parent_id\":\"{Post}\"", null)]
    [InlineData("\"parent_id\":null", null)]
    public void The_pages_own_comment_stands_on_the_thread_that_it_answers(string parent, string? expected)
    {
        var received = Reading.PageChange("feed", $$"""{"item":"comment","verb":"add","comment_id":"77_1","post_id":"{{Post}}",{{parent}},{{Us}}}""").Only<MessageReceived>();

        Assert.Equal((MessageDirection.Outbound, expected), (received.Direction, received.ParentKey));
        Assert.Equal((Texts.PageId, ""), (received.SenderId, received.RecipientId));
        Assert.Empty(received.Person);
        Assert.Null(received.Name);
    }

    [Theory]
    [InlineData("\"ad_id\":\"120\"", MessageSource.AdMessage, PostType.Ad, "120")]
    [InlineData("\"post\":{\"promotion_status\":\"active\"}", MessageSource.PostComment, PostType.Ad, null)]
    [InlineData("\"post\":{\"promotion_status\":\"ineligible\"}", MessageSource.PostComment, PostType.Info, null)]
    public void A_comment_on_an_ad_is_told_by_the_ad(string part, MessageSource source, PostType type, string? ad)
    {
        var attribution = Comment("add", $"{Hoda},{part}").Only<MessageReceived>().Attribution;

        Assert.Equal((source, type, ad), (attribution.Source, attribution.Post?.Type, attribution.Ad?.FacebookAdId));
    }

    [Fact]
    public void Pictures_are_kept_as_they_came()
    {
        var received = Comment("add", $"{Hoda},\"photo\":\"https:\\/\\/x\",\"photo_id\":9007199254740993,\"reaction_type\":\"love\"").Only<MessageReceived>();

        Assert.Equal("""{"photo":"https://x","photo_id":9007199254740993}""", JsonNode.Parse(received.Metadata.Content!)!.Json());
    }

    [Theory]
    [InlineData("edited")]
    [InlineData("edit")]
    [InlineData("update")]
    public void An_edited_comment_has_its_new_text_and_the_time_of_the_edit(string verb)
    {
        var untimed = Comment(verb, Hoda).Only<MessageEdited>();
        var timed = Comment(verb, $"{Us},\"edited_time\":{Texts.Before / 1000}").Only<MessageEdited>();

        Assert.Equal((Key, 1, "بكام؟", Reading.EntryTime, HodasId), (untimed.Target, untimed.Version, untimed.Text, untimed.Time, untimed.Author));
        Assert.Equal((Reading.Before, (Identity?)null), (timed.Time, timed.Author));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("delete")]
    public void A_removed_comment_is_a_deletion(string verb)
    {
        var named = Comment(verb, Hoda).Only<MessageDeleted>();
        var ours = Comment(verb, Us).Only<MessageDeleted>();

        Assert.Equal((Key, HodasId), (named.Target, named.Author));
        Assert.Equal((Key, (Identity?)null), (ours.Target, ours.Author));
    }

    [Theory]
    [InlineData("hide", true)]
    [InlineData("unhide", false)]
    public void A_comment_is_hidden_and_shown(string verb, bool isHidden)
    {
        var hidden = Comment(verb, Us).Only<CommentHidden>();

        Assert.Equal((Key, isHidden, Reading.EntryTime, (Identity?)null), (hidden.Target, hidden.IsHidden, hidden.Time, hidden.Author));
        Assert.Equal(HodasId, Comment(verb, Hoda).Only<CommentHidden>().Author);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"true\"", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    public void A_comment_may_come_hidden(string value, bool isHidden)
    {
        var events = Comment("add", $"{Hoda},\"is_hidden\":{value}");

        Assert.Equal(Key, Assert.IsType<MessageReceived>(events[0]).MessageId);
        Assert.Equal(isHidden ? [(Key, true, Created)] : [], events.Skip(1).Cast<CommentHidden>().Select(hidden => (hidden.Target, hidden.IsHidden, hidden.Time)));
    }

    [Theory]
    [InlineData("post", Us)]
    [InlineData("photo", "\"sender_id\":104512345678901")]
    [InlineData("video", Us)]
    [InlineData("status", Us)]
    [InlineData("share", Us)]
    public void The_pages_own_posts_are_published_and_edited(string item, string author)
    {
        var added = PagePost(item, "add", author).Only<PostPublished>();
        var edited = PagePost(item, "edited", author).Only<PostPublished>();

        Assert.Equal((new PostMention(Post, PostType.Info, "New in"), Created), (added.Post, added.Time));
        Assert.Equal((added.Post, Reading.EntryTime), (edited.Post, edited.Time));
    }

    [Fact]
    public void A_visitors_post_is_a_message()
    {
        var received = PagePost("post", "add", Hoda).Only<MessageReceived>();

        Assert.Equal((PostKey, "post", "New in"), (received.MessageId, received.Type, received.Text));
        Assert.Equal([HodasId], received.Person);
        Assert.Equal(new Attribution { Source = MessageSource.PostComment, Post = new PostMention(Post, PostType.Info) }, received.Attribution);
        Assert.Equal((PostKey, HodasId), (PagePost("post", "edited", Hoda).Only<MessageEdited>().Target, PagePost("post", "edited", Hoda).Only<MessageEdited>().Author));
        Assert.Equal(PostKey, PagePost("post", "remove", Hoda).Only<MessageDeleted>().Target);
        Assert.Equal("feed_post_other", PagePost("post", "hide", Hoda).Only<Notice>().Name);
    }

    [Theory]
    [InlineData("post")]
    [InlineData("photo")]
    public void A_post_whose_author_is_not_named_is_nobodys_message_and_not_the_pages(string item)
    {
        var received = PagePost(item, "add", "\"x\":1").Only<MessageReceived>();

        Assert.Equal((PostKey, "post", "New in", ""), (received.MessageId, received.Type, received.Text, received.SenderId));
        Assert.Equal(MessageDirection.Inbound, received.Direction);
        Assert.Empty(received.Person);
        Assert.Equal(PostKey, PagePost(item, "edited", "\"x\":1").Only<MessageEdited>().Target);
        Assert.Equal(PostKey, PagePost(item, "remove", "\"x\":1").Only<MessageDeleted>().Target);
    }

    [Theory]
    [InlineData("""{"item":"comment","verb":"mute","comment_id":"77_1"}""", "feed_comment_other")]
    [InlineData($$"""{"item":"photo","verb":"remove","post_id":"1_2",{{Us}}}""", "feed_post_other")]
    [InlineData("""{"item":"album","verb":"add","album_id":5}""", "feed_post_other")]
    [InlineData("""{"item":"reaction","verb":"add","post_id":"1_2"}""", "feed_reaction")]
    [InlineData("""{"item":"platform-story","verb":"add"}""", "feed_platform_story")]
    [InlineData("""{"item":"timeline cover","verb":"add"}""", "feed_timeline_cover")]
    public void What_is_not_used_of_the_feed_is_counted(string value, string name)
    {
        Assert.Equal(name, Reading.PageChange("feed", value).Only<Notice>().Name);
    }

    [Theory]
    [InlineData("feed", """{"item":"comment","verb":"add"}""")]
    [InlineData("feed", """{"item":"hologram","verb":"add"}""")]
    [InlineData("feed", "null")]
    [InlineData("leadgen", """{"form_id":"1"}""")]
    [InlineData("mention", """{"item":"post","verb":"add"}""")]
    [InlineData("hologram", "{}")]
    public void What_is_not_known_is_said_so(string field, string value)
    {
        Reading.PageChange(field, value).Only<Unrecognised>();
    }

    [Fact]
    public void A_mention_in_a_comment_is_a_comment_and_one_in_a_post_a_message()
    {
        var comment = Reading.PageChange("mention", $$"""{"item":"comment","verb":"add","comment_id":"77_1","post_id":"9_77","sender_id":7777000011112222,"message":"hi"}""").Only<MessageReceived>();
        var post = Reading.PageChange("mention", $$"""{"item":"post","verb":"add","post_id":"{{Post}}","message":"hi","created_time":{{(Texts.Before / 1000) - 3600}}}""").Only<MessageReceived>();

        Assert.Equal((Key, "comment", "hi"), (comment.MessageId, comment.Type, comment.Text));
        Assert.Equal([HodasId], comment.Person);
        Assert.Equal((PostKey, "mention", "hi", "", Created), (post.MessageId, post.Type, post.Text, post.SenderId, post.Time));
        Assert.Empty(post.Person);
        Assert.Equal(PostKey, Reading.PageChange("mention", $$"""{"item":"post","verb":"remove","post_id":"{{Post}}"}""").Only<MessageDeleted>().Target);
    }

    [Theory]
    [InlineData("ratings", """{"item":"rating"}""", "page_ratings")]
    [InlineData("parking", "null", "page_parking")]
    [InlineData("live_videos", "{}", "page_live_videos")]
    public void Other_fields_of_a_page_are_counted(string field, string value, string name)
    {
        Assert.Equal(name, Reading.PageChange(field, value).Only<Notice>().Name);
    }

    [Fact]
    public void A_messaging_item_under_changes_is_read_as_what_it_is()
    {
        var read = Reading.PageChange("message_reads", $$$"""{"sender":{"id":"1"},"recipient":{"id":"{{{Texts.PageId}}}"},"read":{"watermark":{{{Texts.Before}}}}}""");
        var standby = Reading.PageChange("standby", """{"sender":{"id":"1"},"recipient":{"id":"2"},"message":{"mid":"m","text":"x"}}""");

        Assert.Equal(Reading.Before, read.Only<WatermarkReceived>().ReadAt);
        Assert.Equal(CopyRank.Standby, standby.Only<MessageReceived>().Rank);
    }

    [Theory]
    [InlineData("\"ad_id\":\"120\"", "120")]
    [InlineData("\"ad_id\":0", null)]
    [InlineData("\"x\":1", null)]
    public void A_lead_form_is_a_message_of_a_person_of_its_own(string part, string? ad)
    {
        var value = $$"""{"leadgen_id":444000111,"page_id":"{{Texts.PageId}}","form_id":"9","created_time":{{(Texts.Before / 1000) - 3600}},{{part}}}""";

        var received = Reading.PageChange("leadgen", value).Only<MessageReceived>();

        Assert.Equal(("lead:444000111", "lead", "444000111", (string?)null), (received.MessageId, received.Type, received.LeadgenId, received.Text));
        Assert.Equal(("444000111", Texts.PageId, Created), (received.SenderId, received.RecipientId, received.Time));
        Assert.Equal([new Identity(IdentityKind.Leadgen, "444000111")], received.Person);
        Assert.Equal(new Attribution { Source = MessageSource.LeadAd, IsReferred = true, Ad = ad is null ? null : new AdMention(ad) }, received.Attribution);
        Assert.Equal(value, received.Metadata.Content);
    }

    private static IReadOnlyList<WebhookEvent> Comment(string verb, string parts) => Reading.PageChange(
        "feed",
        $$"""
        {"item":"comment","verb":"{{verb}}","comment_id":"77_1","post_id":"{{Post}}","parent_id":"{{Post}}",
        "created_time":{{(Texts.Before / 1000) - 3600}},"message":"بكام؟",{{parts}}}
        """);

    private static IReadOnlyList<WebhookEvent> PagePost(string item, string verb, string author) => Reading.PageChange(
        "feed",
        $$"""{"item":"{{item}}","verb":"{{verb}}","post_id":"{{Post}}","created_time":{{(Texts.Before / 1000) - 3600}},"message":"New in",{{author}}}""");
}
