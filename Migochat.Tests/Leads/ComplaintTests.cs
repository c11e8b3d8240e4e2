using System.Net;
using System.Text.Json.Nodes;

namespace Migochat.Tests.Leads;

/// <summary>A lead shows its complaint until the shop answers or staff close the conversation.</summary>
public sealed class ComplaintTests
{
    private const string Number = "201001112223";
    private const string Other = "201001112224";
    private const string Broken = "المنتج وصل مكسور";

    [Fact]
    public async Task An_open_complaint_is_shown_and_listed()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number, "بكام؟", minutesAgo: 5);
        await shop.WritesAsync(Number, Broken, minutesAgo: 4);
        await shop.WritesAsync(Other, "بكام؟");

        JsonAssert.Has(await shop.GetAsync("leads/1"), ("has_complaint", "true"));
        JsonAssert.Has(await shop.GetAsync("leads/2"), ("has_complaint", "false"));
        foreach (var sort in (string[])["score", "recent"])
        {
            Assert.Equal("1", await shop.IdsAsync($"leads?has_complaint=true&sort={sort}"));
            Assert.Equal("2", await shop.IdsAsync($"leads?has_complaint=false&sort={sort}"));
        }

        Assert.Equal("1", await shop.IdsAsync("leads?has_complaint=true&q=01001112223&stage=nurture"));
        var items = (await shop.GetAsync("leads"))["items"]!.AsArray();
        Assert.Equal(["1 true", "2 false"], items.Select(item => $"{item!["id"]} {item["has_complaint"]}").Order());
        Assert.Equal(HttpStatusCode.BadRequest, (await shop.CallAsync(HttpMethod.Get, "leads?has_complaint=maybe")).Status);
    }

    [Fact]
    public async Task An_answer_ends_it_and_a_new_complaint_opens_it_again()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number, Broken, minutesAgo: 5);
        await AnswerAsync(shop, minutesAgo: 4);
        await shop.WritesAsync(Number, "بكام؟", minutesAgo: 3);
        Assert.Equal("", await shop.IdsAsync("leads?has_complaint=true"));
        JsonAssert.Has(await shop.GetAsync("leads/1"), ("has_complaint", "false"));

        await shop.WritesAsync(Number, Broken, minutesAgo: 2);

        Assert.Equal("1", await shop.IdsAsync("leads?has_complaint=true"));
    }

    [Fact]
    public async Task Closing_the_conversation_ends_it_and_a_note_or_time_does_not()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number, Broken);
        await shop.SendJsonAsync(HttpMethod.Post, "leads/1/notes", """{"text":"x"}""");
        await shop.PatchAsync("""{"label":"hot"}""");
        shop.Time.Advance(TimeSpan.FromDays(40));
        Assert.Equal("1", await shop.IdsAsync("leads?has_complaint=true"));

        await shop.SendJsonAsync(HttpMethod.Patch, "conversations/1", """{"waiting":false}""");

        Assert.Equal("", await shop.IdsAsync("leads?has_complaint=true"));
    }

    [Fact]
    public async Task It_raises_nothing_for_a_customer_who_comes_back_with_it()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.old", Number, time: Texts.Before - 95 * 86_400_000L)]).Json());
        var before = (await shop.GetAsync("leads/1"))["score"]!.GetValue<int>();

        await shop.WritesAsync(Number, Broken);

        var lead = await shop.GetAsync("leads/1");
        Assert.Equal(before, lead["score"]!.GetValue<int>());
        JsonAssert.Has(lead, ("type", "new"));
        var part = lead["score_parts"]!.AsArray().Single(part => part!["name"]!.GetValue<string>() == "complaint");
        JsonAssert.Has(part, ("points", "0"), ("reason", "Complained on 2026-03-01; nothing of that day counts."));
        Assert.Equal("complaint", part!["because"]!["intent"]!.GetValue<string>());
    }

    private static Task<HttpStatusCode> AnswerAsync(Shop shop, int minutesAgo)
    {
        var delivery = Texts.WhatsApp([]);
        var change = delivery["entry"]![0]!["changes"]![0]!;
        change["field"] = "smb_message_echoes";
        var message = Texts.WhatsAppMessage($"wamid.answer.{minutesAgo}", Texts.ShopNumber, text: "حاضر", time: Texts.Before + (5 - minutesAgo) * 60_000L);
        message["to"] = Number;
        change["value"]!.AsObject().Remove("messages");
        change["value"]!["message_echoes"] = new JsonArray(message);
        return shop.SendAsync(delivery.Json());
    }
}
