using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Tests.Graph;
using Migochat.Tests.Settings;

namespace Migochat.Tests.Replies;

/// <summary>What goes wrong between us and Meta: each fault with the rows and the number of calls that the Graph API saw.</summary>
public sealed class FaultTests
{
    private static readonly TimeSpan LongerThanAnyWait = TimeSpan.FromMinutes(6);

    /// <summary>Channel, status and code of the first answer; the state after it; the calls in all, when the second answer takes it.</summary>
    [Theory]
    [InlineData(Platform.Facebook, 400, 4, 0, "QUEUED", 2)]
    [InlineData(Platform.Facebook, 400, 613, 0, "QUEUED", 2)]
    [InlineData(Platform.Facebook, 400, 80006, 0, "QUEUED", 2)]
    [InlineData(Platform.WhatsApp, 400, 130429, 0, "QUEUED", 2)]
    [InlineData(Platform.WhatsApp, 400, 131056, 0, "QUEUED", 2)]
    [InlineData(Platform.WhatsApp, 500, 131000, 0, "QUEUED", 2)]
    [InlineData(Platform.Facebook, 400, 190, 463, "QUEUED", 2)]
    [InlineData(Platform.Facebook, 400, 10, 2018278, "FAILED", 1)]
    [InlineData(Platform.Facebook, 400, 551, 0, "FAILED", 1)]
    [InlineData(Platform.WhatsApp, 400, 131047, 0, "FAILED", 1)]
    [InlineData(Platform.WhatsApp, 400, 131026, 0, "FAILED", 1)]
    [InlineData(Platform.WhatsApp, 400, 131042, 0, "FAILED", 1)]
    [InlineData(Platform.Facebook, 400, 100, 2018001, "FAILED", 1)]
    [InlineData(Platform.Facebook, 500, 1, 1357046, "UNCERTAIN", 1)]
    [InlineData(Platform.Facebook, 500, 2, 0, "UNCERTAIN", 1)]
    [InlineData(Platform.Facebook, 500, 0, 0, "UNCERTAIN", 1)]
    [InlineData(Platform.WhatsApp, 503, 0, 0, "UNCERTAIN", 1)]
    public async Task A_refusal_is_tried_again_or_final_and_what_nobody_knows_is_uncertain(string channel, int status, int code, int subcode, string state, int calls)
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(channel);
        var isFirst = true;
        shop.Graph.Answer = (context, call) =>
        {
            var (wasFirst, body) = (isFirst, code == 0 ? "" : $$$"""{"error":{"message":"no","code":{{{code}}},"error_subcode":{{{subcode}}}}}""");
            isFirst = false;
            return wasFirst ? ScriptedGraph.JsonAsync(context, status, body) : ScriptedGraph.JsonAsync(context, 200, shop.AnswerTo(call));
        };
        await shop.QueueAsync("""{"text":"أهلا"}""");

        await shop.SendDueAsync();
        var after = shop.Reply();
        shop.Time.Advance(LongerThanAnyWait);
        await shop.SendDueAsync();

        Assert.Equal(state, EnumText.Stored(after.State));
        Assert.NotNull(after.Reason);
        Assert.Equal(calls, shop.Graph.Calls.Count);
        Assert.Equal(state == "QUEUED" ? ReplyState.Sent : after.State, shop.Reply().State);
        Assert.Equal(state == "UNCERTAIN" ? 0 : 1, shop.Outbound().Length);
        if (state == "FAILED")
        {
            Assert.Equal(["unsent:1:1 FAILED أهلا"], shop.Outbound());
            Assert.Contains(after.Reason, shop.Shop.Read(context => context.Messages.Single(message => message.Direction == MessageDirection.Outbound).MessageMetadata), StringComparison.Ordinal);
            Assert.NotNull(shop.Shop.Read(context => context.Conversations.Single().WaitingSince));
        }
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_request_was_read_leaves_one_call_and_an_uncertain_reply()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        shop.Graph.Answer = (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await shop.QueueAsync("""{"text":"أهلا"}""");

        await shop.SendDueAsync();
        shop.Time.Advance(TimeSpan.FromHours(2));
        await shop.SendDueAsync();

        Assert.Equal(["UNCERTAIN"], shop.States());
        Assert.Single(shop.Graph.Calls);
    }

    [Fact]
    public async Task While_nothing_listens_replies_wait_and_go_out_in_order_when_it_is_back()
    {
        var port = FreePort();
        await using var shop = await ReplyShop.OpenAsync(("graph_base_url", $"http://127.0.0.1:{port}"));
        await shop.IsWrittenToAsync(Platform.Facebook);
        await shop.QueueAsync("""{"text":"واحد"}""");
        await shop.QueueAsync("""{"text":"اتنين"}""");
        for (var minute = 0; minute < 60; minute++)
        {
            await shop.SendDueAsync();
            shop.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["QUEUED", "QUEUED"], shop.States());
        await shop.Shop.PutAsync("graph_base_url", shop.Graph.Url);
        shop.Time.Advance(LongerThanAnyWait);
        await shop.SendDueAsync();

        Assert.Equal(["واحد", "اتنين"], shop.Graph.Calls.Select(call => call.Body!["message"]!["text"]!.GetValue<string>()));
        Assert.Equal(["SENT m_out1", "SENT m_out2"], shop.States());
    }

    [Fact]
    public async Task A_reply_whose_window_closed_while_it_waited_fails_with_the_reason_and_is_not_sent()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.WhatsApp);
        await shop.QueueAsync("""{"text":"أهلا"}""");
        shop.Time.Advance(TimeSpan.FromHours(24));

        await shop.SendDueAsync();

        Assert.Empty(shop.Graph.Calls);
        Assert.Equal(["FAILED"], shop.States());
        Assert.Contains("window closed", shop.Reply().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_was_being_sent_when_its_process_ended_is_uncertain_and_not_sent_again()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        await shop.QueueAsync("""{"text":"أهلا"}""");
        shop.Shop.Store(context =>
        {
            var reply = context.Outbox.AsTracking().Single();
            (reply.State, reply.Attempts, reply.SendingAt, reply.ClaimedUntil) = (ReplyState.Sending, 1, shop.Time.GetUtcNow().UtcDateTime, shop.Time.GetUtcNow().UtcDateTime.AddMinutes(1));
        });

        await shop.SendDueAsync();
        Assert.Equal(["SENDING"], shop.States());
        shop.Time.Advance(TimeSpan.FromMinutes(2));
        await shop.SendDueAsync();

        Assert.Equal(["UNCERTAIN"], shop.States());
        Assert.Empty(shop.Graph.Calls);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
