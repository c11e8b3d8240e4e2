using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class WhatsAppAttributionTests
{
    private static readonly string TooLong = new('9', 101);

    public static TheoryData<string, Attribution> Referrals() => new()
    {
        { "null", Attribution.Direct },
        { "[]", Attribution.Direct },
        { "{}", Attribution.Direct },
        { """{"source_type":"ad","source_id":"120","headline":"Offer","body":"Half price"}""", Ad("ad", new AdMention("120", "Offer", "Half price")) },
        { """{"source_type":"AD","source_id":120}""", Ad("AD", new AdMention("120")) },
        { """{"ctwa_clid":"c","source_id":"120"}""", Ad(null, new AdMention("120")) },
        { """{"source_type":"","ctwa_clid":"c"}""", Ad(null, null) },
        { $$"""{"source_type":"ad","source_id":"{{TooLong}}"}""", Ad("ad", null) },
        { $$"""{"source_type":"ad","source_id":"1","headline":"{{new string('x', 201)}}"}""", Ad("ad", new AdMention("1", new string('x', 200))) },
        { """{"source_type":"post","source_id":"44_55","headline":"H","body":"B"}""", Other("post", new PostMention("44_55", PostType.Info, "B")) },
        { """{"source_type":"post","source_id":"44_55","headline":"H","body":""}""", Other("post", new PostMention("44_55", PostType.Info, "H")) },
        { """{"source_type":"post","ctwa_clid":"c"}""", Other("post", null) },
        { """{"source_type":"channel","source_id":"1"}""", Other("channel", null) },
        { """{"source_id":"1"}""", Other(null, null) },
        { $$"""{"source_type":"{{new string('s', 2084)}}"}""", Other(new string('s', 2083), null) },
    };

    [Theory]
    [MemberData(nameof(Referrals))]
    public void A_message_tells_the_ad_or_post_that_it_came_through(string referral, Attribution expected)
    {
        Assert.Equal(expected, WhatsAppAttribution.Of(JsonDocument.Parse(referral).RootElement));
    }

    private static Attribution Ad(string? source, AdMention? ad) =>
        new() { IsReferred = true, Source = MessageSource.AdMessage, Ad = ad, ReferralSource = source };

    private static Attribution Other(string? source, PostMention? post) =>
        new() { IsReferred = true, Source = MessageSource.DirectMessage, Post = post, ReferralSource = source };
}
