using Migochat.Data;
using Migochat.Messaging;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class MessengerReferralReaderTests
{
    public static TheoryData<string, Attribution> Referrals() => new()
    {
        {
            """{"ref":"r","ad_id":120,"source":"ADS","type":"OPEN_THREAD","ads_context_data":{"ad_title":"Summer","post_id":"104_55"}}""",
            new Attribution
            {
                Source = MessageSource.AdMessage, IsReferred = true, ReferralSource = "ADS",
                Ad = new AdMention("120", "Summer"), Post = new PostMention("104_55", PostType.Ad),
            }
        },
        { """{"source":"ads"}""", new Attribution { Source = MessageSource.AdMessage, IsReferred = true, ReferralSource = "ads" } },
        { """{"source":"SHORTLINK","ad_id":"0"}""", new Attribution { IsReferred = true, ReferralSource = "SHORTLINK" } },
        { """{"type":"OPEN_THREAD"}""", new Attribution { IsReferred = true, ReferralSource = "OPEN_THREAD" } },
        { """{"product":{"id":"77"}}""", new Attribution { IsReferred = true } },
        {
            $$$"""{"source":"{{{new string('s', 2084)}}}","ad_id":"{{{new string('1', 101)}}}","ads_context_data":{"post_id":"{{{new string('1', 101)}}}"}}""",
            new Attribution { Source = MessageSource.AdMessage, IsReferred = true, ReferralSource = new string('s', 2083) }
        },
        {
            $$$"""{"ad_id":"1","ads_context_data":{"ad_title":"{{{new string('t', 199)}}}😍"}}""",
            new Attribution { Source = MessageSource.AdMessage, IsReferred = true, Ad = new AdMention("1", new string('t', 199)) }
        },
    };

    [Theory]
    [MemberData(nameof(Referrals))]
    public void A_referral_says_where_the_person_came_from_in_an_event_or_a_message(string referral, Attribution expected)
    {
        var alone = Reading.Messenger($"\"referral\":{referral}").Only<ReferralReceived>();
        var within = Reading.Messenger($$"""
            "message":{"mid":"m","text":"x","referral":{{referral}}}
            """).Only<MessageReceived>();

        Assert.Equal(expected, alone.Attribution);
        Assert.Equal(expected, within.Attribution);
        Assert.Equal((referral, referral), (alone.Json, within.Metadata.Referral));
        Assert.Equal((Platform.Facebook, Texts.PageId, Reading.Before), (alone.Platform, alone.BusinessId, alone.Time));
        Assert.Equal([new Identity(IdentityKind.Facebook, Reading.Psid)], alone.Person);
    }

    [Theory]
    [InlineData("\"text\":\"x\",\"reply_to\":{\"story\":{\"id\":\"1\"}}", MessageSource.StoryReply)]
    [InlineData("\"attachments\":[{\"type\":\"image\"},{\"type\":\"story_mention\"}]", MessageSource.StoryReply)]
    [InlineData("\"attachments\":[{\"type\":\"ig_story\"}]", MessageSource.DirectMessage)]
    [InlineData("\"text\":\"x\",\"reply_to\":{\"mid\":\"m0\"}", MessageSource.DirectMessage)]
    [InlineData("\"text\":\"x\",\"referral\":\"x\"", MessageSource.DirectMessage)]
    public void Without_a_referral_it_is_a_story_or_nothing(string members, MessageSource expected)
    {
        var received = Reading.Instagram($$"""
            "message":{"mid":"m",{{members}}}
            """).Only<MessageReceived>();

        Assert.Equal(new Attribution { Source = expected }, received.Attribution);
    }

    [Theory]
    [InlineData("""{"type":"notification_messages"}""", true)]
    [InlineData("""{"type":"notification_messages","ref":"r","notification_messages_status":"RESUME_NOTIFICATIONS"}""", true)]
    [InlineData("""{"type":"notification_messages","notification_messages_status":"STOP_NOTIFICATIONS"}""", false)]
    [InlineData("""{"type":"one_time_notif_req","payload":"p"}""", null)]
    [InlineData("""{"ref":""}""", null)]
    public void An_opt_in_says_what_is_wanted(string optIn, bool? wantsMarketing)
    {
        var received = Reading.Messenger($"\"optin\":{optIn}").Only<OptInReceived>();

        Assert.Equal((wantsMarketing, Reading.Before), (received.WantsMarketing, received.Time));
        Assert.Equal([new Identity(IdentityKind.Facebook, Reading.Psid)], received.Person);
    }

    [Fact]
    public void An_opt_in_with_a_reference_is_a_referral()
    {
        var referral = Reading.Messenger("""
            "optin":{"ref":"box-7","user_ref":"u"}
            """).Only<ReferralReceived>();

        Assert.Equal(new Attribution { IsReferred = true, ReferralSource = "OPTIN" }, referral.Attribution);
        Assert.Equal("""{"ref":"box-7","user_ref":"u"}""", referral.Json);
    }
}
