using Migochat.Data;
using Migochat.Graph;
using Migochat.Replies;

namespace Migochat.Tests.Replies;

/// <summary>The rules by themselves: windows, prices, verdicts, splitting, links, marks, rates.</summary>
public sealed class RuleTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(Platform.Facebook, 23.9, false, false, "Reply")]
    [InlineData(Platform.Facebook, 24, false, false, "Closed")]
    [InlineData(Platform.Facebook, 24, false, true, "HumanAgent")]
    [InlineData(Platform.Instagram, 167.9, false, true, "HumanAgent")]
    [InlineData(Platform.Instagram, 168, false, true, "Closed")]
    [InlineData(Platform.Facebook, 1, false, true, "Reply")]
    [InlineData(Platform.Facebook, 30, true, false, "Closed")]
    [InlineData(Platform.WhatsApp, 23.9, false, true, "Reply")]
    [InlineData(Platform.WhatsApp, 24, false, true, "Closed")]
    [InlineData(Platform.WhatsApp, 24, true, false, "Template")]
    [InlineData(Platform.WhatsApp, 9000, true, false, "Template")]
    public void The_window_decides_how_a_message_may_be_sent(string channel, double hoursAgo, bool isTemplate, bool mayTag, string way) =>
        Assert.Equal(way, new ReplyWindow(channel, Now.AddHours(-hoursAgo)).WayAt(Now, isTemplate, mayTag).ToString());

    [Fact]
    public void Who_never_wrote_to_a_business_has_no_window() => Assert.Equal(SendWay.Closed, new ReplyWindow(Platform.Facebook, null).WayAt(Now, false, true));

    /// <summary>Hours before now of the ad's click and of the first answer; the price, and the hours from now until it is free.</summary>
    [Theory]
    [InlineData(Platform.Facebook, null, null, ReplyPrice.Free, null)]
    [InlineData(Platform.WhatsApp, null, null, ReplyPrice.Billed, null)]
    [InlineData(Platform.WhatsApp, 1.0, null, ReplyPrice.Free, 72.0)]
    [InlineData(Platform.WhatsApp, 24.0, null, ReplyPrice.Free, 72.0)]
    [InlineData(Platform.WhatsApp, 24.1, null, ReplyPrice.Billed, null)]
    [InlineData(Platform.WhatsApp, 30.0, 29.0, ReplyPrice.Free, 43.0)]
    [InlineData(Platform.WhatsApp, 80.0, 72.0, ReplyPrice.Billed, 0.0)]
    [InlineData(Platform.WhatsApp, 60.0, 30.0, ReplyPrice.Billed, null)]
    public void The_price_follows_the_click_on_an_ad_and_the_first_answer(string channel, double? clicked, double? answered, ReplyPrice price, double? freeFor)
    {
        var expected = (price, freeFor is { } hours ? Now.AddHours(hours) : (DateTime?)null);

        Assert.Equal(expected, PriceRule.Of(channel, clicked is { } click ? Now.AddHours(-click) : null, answered is { } answer ? Now.AddHours(-answer) : null, Now));
    }

    [Theory]
    [InlineData(GraphErrorKind.RateLimited, ReplyState.Queued, true)]
    [InlineData(GraphErrorKind.Temporary, ReplyState.Queued, true)]
    [InlineData(GraphErrorKind.TokenInvalid, ReplyState.Queued, true)]
    [InlineData(GraphErrorKind.WindowClosed, ReplyState.Failed, false)]
    [InlineData(GraphErrorKind.NotReachable, ReplyState.Failed, false)]
    [InlineData(GraphErrorKind.NotPermitted, ReplyState.Failed, false)]
    [InlineData(GraphErrorKind.NotFound, ReplyState.Failed, false)]
    [InlineData(GraphErrorKind.Malformed, ReplyState.Failed, false)]
    [InlineData(GraphErrorKind.Unknown, ReplyState.Failed, false)]
    public void A_refusal_is_queued_again_or_final(GraphErrorKind kind, ReplyState state, bool restsAccount)
    {
        var verdict = SendVerdict.Of(new Refused(new GraphError(kind, 1, null, "Why.")), 1, Now, Now.AddHours(1), 0.5);

        Assert.Equal((state, restsAccount), (verdict.State, verdict.RestsAccount));
    }

    [Fact]
    public void Waits_double_up_to_five_minutes_and_never_come_before_the_time_that_Meta_names()
    {
        Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300], Enumerable.Range(1, 8).Select(attempt => SendVerdict.WaitAfter(attempt, 0.5).TotalSeconds));
        Assert.InRange(SendVerdict.WaitAfter(1, 0).TotalSeconds, 4, 4.001);
        Assert.InRange(SendVerdict.WaitAfter(int.MaxValue, 1).TotalSeconds, 359.9, 360.1);
        var limited = new Refused(new GraphError(GraphErrorKind.RateLimited, 4, null, "Why.", new DateTimeOffset(Now.AddMinutes(12))));
        Assert.Equal(Now.AddMinutes(12), SendVerdict.Of(limited, 1, Now, Now.AddHours(1), 0.5).NextAttemptAt);
    }

    [Fact]
    public void A_reply_fails_at_once_if_its_next_attempt_would_be_too_late() =>
        Assert.Equal(ReplyState.Failed, SendVerdict.Of(new NoToken("x"), 1, Now, Now.AddSeconds(3), 0.5).State);

    [Fact]
    public void What_nobody_knows_is_uncertain() => Assert.Equal(new SendVerdict(ReplyState.Uncertain, "Why."), SendVerdict.Of(new Unknown("Why."), 1, Now, Now, 0));

    [Fact]
    public void The_limit_of_one_person_rests_no_account() =>
        Assert.False(SendVerdict.Of(new Refused(new GraphError(GraphErrorKind.RateLimited, 131056, null, "Why.")), 1, Now, null, 0).RestsAccount);

    [Theory]
    [InlineData("واحد. اتنين.", 8, "واحد.|اتنين.")]
    [InlineData("كلمة كلمة كلمة", 10, "كلمة كلمة|كلمة")]
    [InlineData("3.5 جنيه بس", 8, "3.5 جنيه|بس")]
    [InlineData("ااااااااااا", 4, "اااا|اااا|ااا")]
    [InlineData("سطر\nسطر تاني", 8, "سطر\nسطر|تاني")]
    [InlineData("قصير", 10, "قصير")]
    public void Texts_are_split_at_sentences_else_words_else_characters(string text, int longest, string parts) =>
        Assert.Equal(parts.Split('|'), TextSplitter.Split(text, new ChannelLimits(longest, false, 0, 0)));

    [Fact]
    public void Parts_fit_in_bytes_hold_whole_code_points_and_lose_nothing()
    {
        var limits = ChannelLimits.Of(Platform.Instagram);
        var text = string.Concat(Enumerable.Repeat("👩‍👧 منى", 300));

        var parts = TextSplitter.Split(text, limits);

        Assert.All(parts, part => Assert.True(limits.Fits(part)));
        Assert.All(parts, part => Assert.False(char.IsLowSurrogate(part[0])));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(parts).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mark_is_read_as_it_was_written_and_nothing_else_is_one()
    {
        var mark = new ReplyMark("abc", 3);

        Assert.Equal("mc.abc.3", mark.ToString());
        Assert.Equal(mark, ReplyMark.Parse("mc.abc.3"));
        Assert.All((string[])["", "mc", "mc.abc", "mc..1", "mc.abc.-1", "mc.abc.x", "ob.abc.1", "mc.a.b.1"], text => Assert.Null(ReplyMark.Parse(text)));
        Assert.Null(ReplyMark.OrNull(new string('x', 65)));
        Assert.Null(ReplyMark.OrNull("bot:1"));
    }

    [Fact]
    public void An_account_begins_no_more_calls_in_a_second_than_the_setting_says()
    {
        var rate = new SendRate();

        Assert.Equal(10, Enumerable.Range(0, 30).Count(_ => rate.TryTake("1", 10, Now)));
        Assert.True(rate.TryTake("2", 10, Now));
        Assert.Equal(5, Enumerable.Range(0, 30).Count(_ => rate.TryTake("1", 10, Now.AddMilliseconds(500))));
        Assert.Equal(10, Enumerable.Range(0, 30).Count(_ => rate.TryTake("1", 10, Now.AddHours(1))));
    }

    [Fact]
    public void Only_plain_texts_of_one_writer_to_one_thread_that_still_wait_are_joined()
    {
        var last = Text("واحد");
        var within = TimeSpan.FromSeconds(5);

        Assert.Equal("واحد\nاتنين", JoinRule.Join(last, Text("اتنين", seconds: 5), within));
        Assert.Null(JoinRule.Join(last, Text("اتنين", seconds: 6), within));
        Assert.Null(JoinRule.Join(last, Text("اتنين"), TimeSpan.Zero));
        Assert.Null(JoinRule.Join(last, Text("اتنين", writer: "Ali"), within));
        Assert.Null(JoinRule.Join(last, Text("اتنين", business: "2"), within));
        Assert.Null(JoinRule.Join(last, Text(new string('ا', 4092)), within));
        Assert.Null(JoinRule.Join(Text("واحد", state: ReplyState.Sending), Text("اتنين"), within));
    }

    private static Reply Text(string text, int seconds = 0, string writer = "Heba", string business = "1", ReplyState state = ReplyState.Queued) => new()
    {
        Channel = Platform.WhatsApp,
        BusinessId = business,
        RecipientId = "2",
        Content = new ReplyContent { Text = text }.ToString(),
        State = state,
        Writer = writer,
        Mark = "",
        CreatedAt = Now.AddSeconds(seconds),
    };
}
