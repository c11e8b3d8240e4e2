using System.Net;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Privacy;
using Migochat.Tests.Graph;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Replies;

/// <summary>The outbox as staff see and change it, and what erasures and merges do to it.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task The_list_is_filtered_and_paged_newest_first()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        await shop.IsWrittenToAsync(Platform.WhatsApp);
        foreach (var lead in (long[])[1, 2, 1])
            await shop.QueueAsync("""{"text":"أهلا"}""", lead);
        await shop.Shop.CallAsync(HttpMethod.Delete, "outbox/3");

        Assert.Equal("3 2 1", await shop.Shop.IdsAsync("outbox"));
        Assert.Equal("2 1", await shop.Shop.IdsAsync("outbox?state=queued", limit: 1));
        Assert.Equal("2", await shop.Shop.IdsAsync("outbox?channel=whatsapp"));
        Assert.Equal("3 1", await shop.Shop.IdsAsync("outbox?lead_id=1"));
        Assert.Equal("2", await shop.Shop.IdsAsync($"outbox?business_id={Texts.PhoneNumberId}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Shop.CallAsync(HttpMethod.Get, "outbox?state=lost")).Status);
        Assert.Equal("cancelled", (await shop.Shop.GetAsync("outbox/3"))["state"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Shop.CallAsync(HttpMethod.Get, "outbox/99")).Status);
    }

    [Fact]
    public async Task A_queued_reply_is_taken_back_and_never_sent_and_a_sent_one_is_not()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        await shop.QueueAsync("""{"text":"واحد"}""");
        await shop.QueueAsync("""{"text":"اتنين"}""");

        var (taken, _) = await shop.Shop.CallAsync(HttpMethod.Delete, "outbox/1");
        await shop.SendDueAsync();
        var (late, _) = await shop.Shop.CallAsync(HttpMethod.Delete, "outbox/2");
        var (unknown, _) = await shop.Shop.CallAsync(HttpMethod.Delete, "outbox/99");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.NotFound), (taken, late, unknown));
        Assert.Equal(["CANCELLED", "SENT m_out1"], shop.States());
        Assert.Single(shop.Graph.Calls);
    }

    [Fact]
    public async Task A_failed_part_fails_the_rest_and_a_retry_sends_them_in_order()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Instagram);
        shop.Graph.Always(400, """{"error":{"message":"no","code":100}}""");
        await shop.QueueAsync($$"""{"text":"{{new string('ا', 450)}} {{new string('ب', 450)}} {{new string('ت', 100)}}"}""");
        await shop.SendDueAsync();
        Assert.Equal(["FAILED", "FAILED", "FAILED"], shop.States());
        Assert.Single(shop.Graph.Calls);

        shop.Graph.Answer = (context, call) => ScriptedGraph.JsonAsync(context, 200, shop.AnswerTo(call));
        var (status, body) = await shop.Shop.CallAsync(HttpMethod.Post, "outbox/1/retry");
        await shop.SendDueAsync();

        Assert.Equal((HttpStatusCode.Accepted, "queued"), (status, body!["state"]!.GetValue<string>()));
        Assert.Equal(["SENT m_out1", "SENT m_out2", "SENT m_out3"], shop.States());
        Assert.Equal(HttpStatusCode.Conflict, (await shop.Shop.CallAsync(HttpMethod.Post, "outbox/1/retry")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Shop.CallAsync(HttpMethod.Post, "outbox/99/retry")).Status);
    }

    [Fact]
    public async Task Staff_decide_about_an_uncertain_reply_after_ten_minutes_and_not_before()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        shop.Graph.Always(502, "");
        await shop.QueueAsync("""{"text":"واحد"}""");
        await shop.QueueAsync("""{"text":"اتنين"}""");
        await shop.SendDueAsync();
        shop.Graph.Answer = (context, call) => ScriptedGraph.JsonAsync(context, 200, shop.AnswerTo(call));
        shop.Time.Advance(TimeSpan.FromMinutes(9));

        var (early, _) = await shop.Shop.CallAsync(HttpMethod.Post, "outbox/1/retry");
        var (earlyDelete, _) = await shop.Shop.CallAsync(HttpMethod.Delete, "outbox/2");
        shop.Time.Advance(TimeSpan.FromMinutes(1));
        var (late, _) = await shop.Shop.CallAsync(HttpMethod.Post, "outbox/1/retry");
        var (lateDelete, _) = await shop.Shop.CallAsync(HttpMethod.Delete, "outbox/2");
        await shop.SendDueAsync();

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (early, earlyDelete));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (late, lateDelete));
        Assert.Equal(["SENT m_out1", "CANCELLED"], shop.States());
        Assert.Equal(3, shop.Graph.Calls.Count);
    }

    [Fact]
    public async Task An_erased_persons_replies_are_gone_unsent_and_the_receipt_counts_them()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        await shop.QueueAsync("""{"text":"أهلا"}""", 1, ("Idempotency-Key", "k-1"));

        var export = await shop.Shop.GetAsync("leads/1/export");
        var (_, receipt) = await shop.Shop.CallAsync(HttpMethod.Delete, "leads/1");
        await shop.SendDueAsync();

        Assert.Equal("queued", export["outbox"]![0]!["state"]!.GetValue<string>());
        Assert.Contains("\"outbox\":1", receipt!.Json(), StringComparison.Ordinal);
        Assert.Empty(shop.Graph.Calls);
        Assert.Equal((0, 0), (shop.Shop.Count("outbox"), shop.Shop.Count("outbox_requests")));
    }

    [Fact]
    public async Task A_person_erased_during_the_call_gets_no_row_from_its_answer()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        shop.Graph.Answer = async (context, call) =>
        {
            await shop.Shop.CallAsync(HttpMethod.Delete, "leads/1");
            await ScriptedGraph.JsonAsync(context, 200, shop.AnswerTo(call));
        };
        await shop.QueueAsync("""{"text":"أهلا"}""");

        await shop.SendDueAsync();

        Assert.Equal((0, 0, 0), (shop.Shop.Count("outbox"), shop.Shop.Count("messages"), shop.Shop.Count("users")));
    }

    [Fact]
    public async Task Replies_follow_a_person_who_is_merged_with_another()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.WhatsApp);
        await shop.Shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.user", from: null, userId: "EG.111")], [Texts.Contact(null, "EG.111")]).Json());
        await shop.QueueAsync("""{"text":"أهلا"}""", lead: 2);

        await shop.Shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.both", userId: "EG.111")], [Texts.Contact(userId: "EG.111")]).Json());
        await shop.SendDueAsync();

        Assert.Equal(1, shop.Shop.Read(context => context.Users.Count()));
        Assert.Equal(["SENT wamid.OUT1"], shop.States());
        Assert.Equal(shop.Shop.Read(context => context.Users.Single().Id), shop.Reply().UserId);
        Assert.Equal("EG.111", shop.Graph.Calls.Single().Body!["recipient"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_purge_removes_old_replies_and_leaves_those_that_wait()
    {
        await using var shop = await ReplyShop.OpenAsync(("retention_days", "30"));
        await shop.IsWrittenToAsync(Platform.Facebook);
        await shop.QueueAsync("""{"text":"واحد"}""");
        await shop.SendDueAsync();
        await shop.QueueAsync("""{"text":"اتنين"}""");
        shop.Time.Advance(TimeSpan.FromDays(31));

        var preview = await shop.Shop.GetAsync("privacy/purge");
        var counts = await shop.Shop.Service<Purge>().RunAsync(CancellationToken.None);

        Assert.Equal((1, 1), (preview["replies"]!.GetValue<int>(), counts.Replies));
        Assert.Equal(["QUEUED"], shop.States());
        Assert.Equal(["m_out1 SENT "], shop.Outbound());
    }

    [Fact]
    public async Task Health_shows_the_replies_by_state_and_the_last_error_and_still_misses_the_echoes()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        await shop.IsWrittenToAsync(Platform.WhatsApp);
        shop.Graph.Answer = (context, call) => call.Path.Contains(Texts.PhoneNumberId, StringComparison.Ordinal)
            ? ScriptedGraph.JsonAsync(context, 400, """{"error":{"message":"no","code":131042}}""")
            : ScriptedGraph.JsonAsync(context, 200, shop.AnswerTo(call));
        await shop.QueueAsync("""{"text":"أهلا"}""", lead: 1);
        await shop.QueueAsync("""{"text":"أهلا"}""", lead: 2);
        await shop.SendDueAsync();
        await shop.QueueAsync("""{"text":"تاني"}""", lead: 1);
        shop.Time.Advance(TimeSpan.FromSeconds(90));

        var details = (await shop.Shop.GetAsync("health"))["details"]!;

        Assert.Equal("""{"failed":1,"queued":1,"sent":1}""", details["outbox"]!["by_state"]!.ToJsonString());
        Assert.Equal(90, details["outbox"]!["oldest_queued_seconds"]!.GetValue<int>());
        Assert.Equal(shop.Reply(2).Reason, details["outbox"]!["last_errors"]![Texts.PhoneNumberId]!.GetValue<string>());
        Assert.Contains(details["hints"]!.AsArray(), hint => hint!.GetValue<string>().StartsWith("Messenger:", StringComparison.Ordinal));
    }
}
