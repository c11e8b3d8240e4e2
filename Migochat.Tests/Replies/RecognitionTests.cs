using System.Globalization;
using Migochat.Data;
using Migochat.Tests.Graph;

namespace Migochat.Tests.Replies;

/// <summary>The answer to the call, the echo and the statuses come in any order or not at all; there is one message and one state.</summary>
public sealed class RecognitionTests
{
    [Fact]
    public async Task An_echo_before_the_answer_settles_the_reply_and_the_answer_adds_nothing()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        shop.Graph.Answer = async (context, call) =>
        {
            await shop.Shop.SendAsync(Echoes.OfMessenger("m_out1", "أهلا", Echoes.MarkOf(call)));
            Assert.Equal(["SENT m_out1"], shop.States());
            await ScriptedGraph.JsonAsync(context, 200, shop.AnswerTo(call));
        };
        await shop.QueueAsync("""{"text":"أهلا"}""", 1, ("X-Actor", "Heba"));

        await shop.SendDueAsync();

        await AssertOneMessageAsync(shop, "m_out1 SENT أهلا");
    }

    [Fact]
    public async Task A_status_before_the_answer_stores_the_message_and_keeps_its_state()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.WhatsApp);
        shop.Graph.Answer = async (context, call) =>
        {
            await shop.Shop.SendAsync(Echoes.Status("wamid.OUT1", "delivered", Echoes.MarkOf(call)), secret: Shop.WhatsAppSecret);
            await ScriptedGraph.JsonAsync(context, 200, shop.AnswerTo(call));
        };
        await shop.QueueAsync("""{"text":"أهلا"}""", 1, ("X-Actor", "Heba"));

        await shop.SendDueAsync();

        await AssertOneMessageAsync(shop, "wamid.OUT1 DELIVERED أهلا");
    }

    [Fact]
    public async Task A_failure_that_only_the_status_tells_fails_the_reply_whenever_it_comes()
    {
        foreach (var isEarly in (bool[])[true, false])
        {
            await using var shop = await ReplyShop.OpenAsync();
            await shop.IsWrittenToAsync(Platform.WhatsApp);
            Task FailAsync(GraphCall call) => shop.Shop.SendAsync(Echoes.Status("wamid.OUT1", "failed", Echoes.MarkOf(call), code: 131026), secret: Shop.WhatsAppSecret);
            shop.Graph.Answer = async (context, call) =>
            {
                if (isEarly)
                    await FailAsync(call);
                await ScriptedGraph.JsonAsync(context, 200, shop.AnswerTo(call));
            };
            await shop.QueueAsync("""{"text":"أهلا"}""");
            await shop.SendDueAsync();
            if (!isEarly)
                await FailAsync(shop.Graph.Calls.Single());

            Assert.Equal(["FAILED wamid.OUT1"], shop.States());
            Assert.Equal(["wamid.OUT1 FAILED أهلا"], shop.Outbound());
            Assert.NotNull(shop.Shop.Read(context => context.Conversations.Single().WaitingSince));
            Assert.Contains("131026", shop.Reply().Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_echo_after_a_lost_answer_makes_an_uncertain_reply_a_sent_one()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        shop.Graph.Always(500, "");
        await shop.QueueAsync("""{"text":"أهلا"}""", 1, ("X-Actor", "Heba"));
        await shop.SendDueAsync();
        Assert.Equal(["UNCERTAIN"], shop.States());
        Assert.Empty(shop.Outbound());

        await shop.Shop.SendAsync(Echoes.OfMessenger("m_out1", "أهلا", Echoes.MarkOf(shop.Graph.Calls.Single())));

        await AssertOneMessageAsync(shop, "m_out1 SENT أهلا");
        Assert.Null(shop.Reply().Reason);
    }

    [Fact]
    public async Task On_Instagram_text_and_time_recognise_an_uncertain_reply_whichever_comes_first()
    {
        foreach (var isEchoFirst in (bool[])[true, false])
        {
            await using var shop = await ReplyShop.OpenAsync();
            await shop.IsWrittenToAsync(Platform.Instagram);
            shop.Graph.Answer = async (context, _) =>
            {
                if (isEchoFirst)
                    await shop.Shop.SendAsync(Echoes.OfInstagram("ig_out1", "أهلا"), secret: Shop.InstagramSecret);
                await ScriptedGraph.JsonAsync(context, 500, "");
            };
            await shop.QueueAsync("""{"text":"أهلا"}""", 1, ("X-Actor", "Heba"));
            await shop.SendDueAsync();
            if (!isEchoFirst)
            {
                await shop.Shop.SendAsync(Echoes.OfInstagram("ig_other", "غير كده"), secret: Shop.InstagramSecret);
                Assert.Equal(["UNCERTAIN"], shop.States());
                await shop.Shop.SendAsync(Echoes.OfInstagram("ig_out1", "أهلا"), secret: Shop.InstagramSecret);
            }

            Assert.Equal(["SENT ig_out1"], shop.States());
            Assert.Contains("not certain", shop.Reply().Reason, StringComparison.Ordinal);
            Assert.Single(shop.Outbound(), row => row == "ig_out1 SENT أهلا");
        }
    }

    [Fact]
    public async Task A_mark_of_another_service_or_an_older_attempt_changes_no_reply()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        await shop.QueueAsync("""{"text":"أهلا"}""");

        foreach (var mark in (string[])["mc.0123456789abcdef0123456789abcdef.1", "ob:1", "mc.", "mc..x", $"mc.{shop.Reply().Mark}.7"])
            await shop.Shop.SendAsync(Echoes.OfMessenger($"m_{mark}", "غيره", mark));

        Assert.Equal(["QUEUED"], shop.States());
    }

    [Theory]
    [InlineData("sent failed:131026", "FAILED", "131026")]
    [InlineData("failed:131026 sent", "FAILED", "131026")]
    [InlineData("failed:131049 failed:131026!", "FAILED", "131026, 131049")]
    [InlineData("failed:131026! failed:131049", "FAILED", "131026, 131049")]
    [InlineData("failed:131026! delivered", "SENT", null)]
    [InlineData("delivered failed:131026!", "SENT", null)]
    [InlineData("failed:131026 delivered!", "SENT", null)]
    [InlineData("delivered! failed:131026", "SENT", null)]
    [InlineData("failed:131026 read", "SENT", null)]
    public async Task The_reply_follows_its_message_whether_statuses_have_the_mark_and_whichever_comes_first(string statuses, string state, string? codes)
    {
        foreach (var isEarly in (bool[])[true, false])
        {
            await using var shop = await ReplyShop.OpenAsync();
            await shop.IsWrittenToAsync(Platform.WhatsApp);
            async Task TellAsync(GraphCall call)
            {
                foreach (var status in statuses.Split(' '))
                {
                    // With a ! it has the mark.
                    var parts = status.TrimEnd('!').Split(':');
                    await shop.Shop.SendAsync(
                        Echoes.Status("wamid.OUT1", parts[0], status.EndsWith('!') ? Echoes.MarkOf(call) : null, code: parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : null),
                        secret: Shop.WhatsAppSecret);
                }
            }

            shop.Graph.Answer = async (context, call) =>
            {
                if (isEarly)
                    await TellAsync(call);
                await ScriptedGraph.JsonAsync(context, 200, shop.AnswerTo(call));
            };
            await shop.QueueAsync("""{"text":"أهلا"}""");
            await shop.SendDueAsync();
            if (!isEarly)
                await TellAsync(shop.Graph.Calls.Single());

            Assert.Equal([$"{state} wamid.OUT1"], shop.States());
            Assert.Equal(codes is null ? null : $"Meta could not deliver it (code {codes}).", shop.Reply().Reason);
        }
    }

    [Fact]
    public async Task A_repeated_failure_does_not_undo_a_retry_and_a_delivery_after_all_spares_the_second_call()
    {
        foreach (var (again, state, calls) in ((string, string, int)[])[("failed", "SENT wamid.OUT2", 2), ("delivered", "SENT wamid.OUT1", 1)])
        {
            foreach (var isMarked in (bool[])[true, false])
            {
                await using var shop = await ReplyShop.OpenAsync();
                await shop.IsWrittenToAsync(Platform.WhatsApp);
                await shop.QueueAsync("""{"text":"أهلا"}""");
                await shop.SendDueAsync();
                var mark = Echoes.MarkOf(shop.Graph.Calls.Single());
                await shop.Shop.SendAsync(Echoes.Status("wamid.OUT1", "failed", mark, code: 131026), secret: Shop.WhatsAppSecret);
                await shop.Shop.CallAsync(HttpMethod.Post, "outbox/1/retry");

                await shop.Shop.SendAsync(Echoes.Status("wamid.OUT1", again, isMarked ? mark : null, code: again == "failed" ? 131026 : null), secret: Shop.WhatsAppSecret);
                await shop.SendDueAsync();
                await shop.Shop.SendAsync(Echoes.Status("wamid.OUT1", again, isMarked ? mark : null, code: again == "failed" ? 131026 : null), secret: Shop.WhatsAppSecret);

                Assert.Equal([state], shop.States());
                Assert.Equal(calls, shop.Graph.Calls.Count);
            }
        }
    }

    [Fact]
    public async Task The_echo_of_an_earlier_uncertain_attempt_spares_the_second_call()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        shop.Graph.Always(500, "");
        await shop.QueueAsync("""{"text":"أهلا"}""");
        await shop.SendDueAsync();
        shop.Time.Advance(TimeSpan.FromMinutes(10));
        await shop.Shop.CallAsync(HttpMethod.Post, "outbox/1/retry");

        await shop.Shop.SendAsync(Echoes.OfMessenger("m_out1", "أهلا", Echoes.MarkOf(shop.Graph.Calls.Single())));
        await shop.SendDueAsync();

        Assert.Single(shop.Graph.Calls);
        Assert.Equal(["SENT m_out1"], shop.States());
    }

    private static async Task AssertOneMessageAsync(ReplyShop shop, string row)
    {
        Assert.Equal([row], shop.Outbound());
        Assert.Equal([$"SENT {row.Split(' ')[0]}"], shop.States());
        await shop.SendDueAsync();
        Assert.Single(shop.Graph.Calls);
        var metadata = shop.Shop.Read(context => context.Messages.Single(message => message.Direction == MessageDirection.Outbound).MessageMetadata);
        Assert.Contains("\"actor\":\"Heba\"", metadata, StringComparison.Ordinal);
        Assert.Null(shop.Shop.Read(context => context.Conversations.Single().WaitingSince));
    }
}
