using Migochat.Data;
using Migochat.Messaging;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class InstagramReaderTests
{
    private const string Value = $$$"""{"id":"178","text":"السعر؟","from":{"id":"{{{Reading.Igsid}}}","username":"dina.k"},"media":{"id":"900","media_product_type":"FEED"}}""";

    public static TheoryData<string> Envelopes() =>
    [
        $$"""{"object":"instagram","entry":[{"id":"{{Texts.InstagramId}}","time":1772366100,"changes":[{"field":"comments","value":{{Value}}}]}]}""",
        $$"""{"object":"instagram","entry":[{"id":"{{Texts.InstagramId}}","time":1772366100,"changes":[{"field":"live_comments","value":{{Value}}}]}]}""",
        $$"""{"object":"instagram","entry":[{"id":"{{Texts.InstagramId}}","time":1772366100,"field":"comments","value":{{Value}}}]}""",
        $$"""[{"object":"instagram","entry":[{"id":{{Texts.InstagramId}},"time":"1772366100","field":"comments","value":{{Value.Replace("\"id\":\"178\"", "\"comment_id\":178,\"id\":\"5\"", StringComparison.Ordinal)}}}]}]""",
    ];

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void A_comment_is_a_message_of_its_author_in_every_envelope(string delivery)
    {
        var received = Reading.Delivery(delivery).Only<MessageReceived>();

        Assert.Equal(("c:ig:178", "178", "comment", "السعر؟"), (received.MessageId, received.CommentId, received.Type, received.Text));
        Assert.Equal((Platform.Instagram, MessageDirection.Inbound, CopyRank.Live), (received.Platform, received.Direction, received.Rank));
        Assert.Equal((Reading.Igsid, Texts.InstagramId, Reading.Before), (received.SenderId, received.RecipientId, received.Time));
        Assert.Equal([new Identity(IdentityKind.Instagram, Reading.Igsid)], received.Person);
        Assert.Equal(new Attribution { Source = MessageSource.PostComment, Post = new PostMention("900", PostType.Info) }, received.Attribution);
        Assert.Null(received.Name);
    }

    [Theory]
    [InlineData("\"ad_id\":\"120\",\"ad_title\":\"Summer\"", MessageSource.AdMessage, PostType.Ad, "120", "Summer")]
    [InlineData("\"ad_id\":\"0\"", MessageSource.PostComment, PostType.Info, null, null)]
    public void A_comment_on_an_ad_is_told_by_the_media(string part, MessageSource source, PostType type, string? ad, string? title)
    {
        var attribution = Reading.InstagramChange("comments", $$$"""{"id":"178","media":{"id":"900",{{{part}}}}}""").Only<MessageReceived>().Attribution;

        Assert.Equal((source, type), (attribution.Source, attribution.Post?.Type));
        Assert.Equal((ad, title), (attribution.Ad?.FacebookAdId, attribution.Ad?.Title));
    }

    [Fact]
    public void The_accounts_own_comment_stands_on_the_thread_that_it_answers()
    {
        var received = Reading.InstagramChange(
            "comments", $$$"""{"id":"179","parent_id":"178","text":"DM","timestamp":"1772366000","from":{"id":"{{{Texts.InstagramId}}}"}}""").Only<MessageReceived>();

        Assert.Equal((MessageDirection.Outbound, "c:ig:178", "178"), (received.Direction, received.ParentKey, received.Metadata.ParentId));
        Assert.Equal(Reading.At(1772366000000), received.Time);
        Assert.Empty(received.Person);
    }

    [Fact]
    public void A_comment_without_an_author_has_no_person()
    {
        var received = Reading.InstagramChange("comments", """{"id":"178","text":"x"}""").Only<MessageReceived>();

        Assert.Equal((MessageDirection.Inbound, ""), (received.Direction, received.SenderId));
        Assert.Empty(received.Person);
    }

    [Theory]
    [InlineData("""{"media_id":"900","comment_id":"178"}""", "c:ig:178", "comment", "178", CopyRank.Placeholder, null)]
    [InlineData("""{"media_id":900}""", "m:ig:900", "mention", null, CopyRank.Placeholder, null)]
    [InlineData("""{"media_id":"900","comment_id":"178","text":"@shop","from":{"id":"55"}}""", "c:ig:178", "comment", "178", CopyRank.Live, "@shop")]
    public void A_mention_holds_the_place_of_what_was_written(string value, string key, string type, string? comment, CopyRank rank, string? text)
    {
        var received = Reading.InstagramChange("mentions", value).Only<MessageReceived>();

        Assert.Equal((key, type, comment, rank, text), (received.MessageId, received.Type, received.CommentId, received.Rank, received.Text));
        Assert.Equal(new PostMention("900", PostType.Info), received.Attribution.Post);
        Assert.Equal(text is null ? 0 : 1, received.Person.Count);
        Assert.Equal(Reading.EntryTime, received.Time);
    }

    [Theory]
    [InlineData("messages", "\"message\":{\"mid\":\"m\",\"text\":\"x\"}", "message")]
    [InlineData("messaging_postbacks", "\"postback\":{\"mid\":\"m\",\"title\":\"x\"}", "message")]
    [InlineData("messaging_referral", "\"referral\":{\"source\":\"IGME\"}", "referral")]
    [InlineData("messaging_seen", "\"read\":{\"mid\":\"m\"}", "status")]
    [InlineData("message_reactions", "\"reaction\":{\"mid\":\"m\",\"emoji\":\"❤\"}", "reaction")]
    [InlineData("message_edit", "\"message_edit\":{\"mid\":\"m\",\"num_edit\":1}", "edit")]
    [InlineData("messaging_handover", "\"pass_thread_control\":{}", "pass_thread_control")]
    public void A_messaging_item_under_changes_is_read_as_what_it_is(string field, string member, string kind)
    {
        var events = Reading.InstagramChange(field, $$"""{"sender":{"id":"12334"},"recipient":{"id":"23245"},"timestamp":"1772366100",{{member}}}""");

        Assert.Equal(kind, Assert.Single(events).Kind);
    }

    [Theory]
    [InlineData("story_insights", """{"media_id":"1","exits":-1}""", "instagram_story_insights")]
    [InlineData("comments", "{}", "unrecognised")]
    [InlineData("mentions", "{}", "unrecognised")]
    [InlineData("messages", """{"id":"1","message":"Hi"}""", "unrecognised")]
    [InlineData("hologram", "{}", "unrecognised")]
    public void Other_fields_are_counted_or_kept(string field, string value, string kind)
    {
        Assert.Equal(kind, Assert.Single(Reading.InstagramChange(field, value)).Kind);
    }

    [Fact]
    public void Messages_carry_Instagrams_ids()
    {
        var received = Reading.Instagram("""
            "message":{"mid":"ig_1","attachments":[{"type":"like_heart"}]}
            """).Only<MessageReceived>();

        Assert.Equal((Platform.Instagram, "like_heart"), (received.Platform, received.Type));
        Assert.Equal([new Identity(IdentityKind.Instagram, Reading.Igsid)], received.Person);
    }
}
