using System.Net;
using Migochat.Data;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Replies;

/// <summary>What is refused: each with its status and its words, and nothing queued.</summary>
public sealed class BadInputTests
{
    private static readonly string LongText = new('ا', 20_000);

    public static TheoryData<string, string, int, string> Refused => new()
    {
        { Platform.Facebook, """{"text":""}""", 422, "The text is empty" },
        { Platform.Facebook, """{"text":"  \n "}""", 422, "The text is empty" },
        { Platform.Facebook, $$"""{"text":"{{LongText}}"}""", 422, "The text is too long" },
        { Platform.Facebook, """{"text":"a\u202eb"}""", 422, "The text holds hidden characters" },
        { Platform.Facebook, """{"text":7}""", 400, "The field text is not understood" },
        { Platform.Facebook, """{"text":"\ud800"}""", 400, "The field text is not understood" },
        { Platform.Facebook, "{}", 422, "A reply has one content" },
        { Platform.Facebook, """{"text":"a","attachment":{"type":"image","url":"https://shop.example/1.jpg"}}""", 422, "A reply has one content" },
        { Platform.Facebook, """{"txt":"a"}""", 400, "The field txt is not understood" },
        { Platform.Facebook, """{"text":"a","channel":"sms"}""", 400, "The field channel is not understood" },
        { Platform.Facebook, """{"text":"a","channel":"whatsapp"}""", 422, "The person has no such thread" },
        { Platform.Facebook, """{"text":"a","business_id":"999"}""", 422, "The person has no such thread" },
        { Platform.Facebook, """{"attachment":{"type":"image","url":"http://shop.example/1.jpg"}}""", 422, "Meta can't fetch this link" },
        { Platform.Facebook, """{"attachment":{"type":"image","url":"https://192.168.1.4/1.jpg"}}""", 422, "Meta can't fetch this link" },
        { Platform.Facebook, """{"attachment":{"type":"image","url":"https://localhost/1.jpg"}}""", 422, "Meta can't fetch this link" },
        { Platform.Facebook, """{"attachment":{"type":"image","url":"https://user:pass@shop.example/1.jpg"}}""", 422, "Meta can't fetch this link" },
        { Platform.Facebook, """{"attachment":{"type":"gif","url":"https://shop.example/1.jpg"}}""", 400, "The field attachment is not understood" },
        { Platform.Facebook, """{"attachment":{"type":"image"}}""", 400, "The field attachment is not understood" },
        { Platform.Facebook, """{"attachment":{"type":"image","url":"https://shop.example/1.jpg","caption":"a"}}""", 422, "The channel has no such message" },
        { Platform.Facebook, """{"template":{"name":"a","language":"ar","category":"utility"}}""", 422, "The channel has no such message" },
        { Platform.WhatsApp, """{"template":{"name":"No Such","language":"ar","category":"utility"}}""", 422, "No template has this name" },
        { Platform.WhatsApp, """{"template":{"name":"a","language":"ar"}}""", 400, "The field template is not understood" },
        { Platform.WhatsApp, """{"template":{"name":"a","language":"","category":"utility"}}""", 422, "This is no language" },
        { Platform.WhatsApp, """{"template":{"name":"a","language":"ar","category":"utility","body":[{"text":""}]}}""", 422, "A parameter is missing" },
        { Platform.WhatsApp, """{"text":"a","quick_replies":[{"title":"1"},{"title":"2"},{"title":"3"},{"title":"4"}]}""", 422, "The channel has no such message" },
        { Platform.WhatsApp, """{"text":"a","quick_replies":[{"title":"1"},{"title":"1"}]}""", 422, "A quick reply is not possible" },
        { Platform.WhatsApp, """{"text":"a","quick_replies":[]}""", 422, "A quick reply is not possible" },
        { Platform.WhatsApp, """{"quick_replies":[{"title":"1"}],"attachment":{"type":"image","url":"https://shop.example/1.jpg"}}""", 422, "Quick replies need a text" },
        { Platform.WhatsApp, $$"""{"text":"{{LongText[..1025]}}","quick_replies":[{"title":"1"}]}""", 422, "The text is too long for the channel" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_can_not_be_sent_is_refused_with_its_remedy(string channel, string body, int status, string title)
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(channel);

        var (answer, problem) = await shop.QueueAsync(body);

        Assert.Equal((status, title), ((int)answer, problem!["title"]!.GetValue<string>()));
        Assert.NotEmpty(problem["detail"]!.GetValue<string>());
        Assert.Empty(shop.States());
    }

    [Fact]
    public async Task Nobody_and_an_erased_or_merged_lead_get_404_and_a_lead_from_a_form_422()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        await shop.Shop.SendAsync(Texts.Envelope("page", Texts.PageId, "changes", new System.Text.Json.Nodes.JsonObject
        {
            ["field"] = "leadgen",
            ["value"] = new System.Text.Json.Nodes.JsonObject { ["leadgen_id"] = "444", ["page_id"] = Texts.PageId, ["form_id"] = "333", ["created_time"] = Texts.Before / 1000 },
        }).Json());

        var (form, problem) = await shop.QueueAsync("""{"text":"a"}""", lead: 2);
        var (nobody, _) = await shop.QueueAsync("""{"text":"a"}""", lead: 99);
        await shop.Shop.CallAsync(HttpMethod.Delete, "leads/1");
        var (erased, _) = await shop.QueueAsync("""{"text":"a"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (form, nobody, erased));
        Assert.Equal("This person can't be answered", problem!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_key_repeats_its_answer_and_refuses_another_body()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);

        var (first, one) = await shop.QueueAsync("""{"text":"أهلا"}""", 1, ("Idempotency-Key", "k-1"));
        var (again, same) = await shop.QueueAsync("""{"text":"أهلا"}""", 1, ("Idempotency-Key", "k-1"));
        var (other, _) = await shop.QueueAsync("""{"text":"غيره"}""", 1, ("Idempotency-Key", "k-1"));
        var (bad, _) = await shop.QueueAsync("""{"text":"أهلا"}""", 1, ("Idempotency-Key", "two words"));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest), (first, again, other, bad));
        Assert.Equal(one!.Json(), same!.Json());
        Assert.Single(shop.States());
    }

    [Fact]
    public async Task The_same_key_at_the_same_moment_queues_once()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.QueueAsync("""{"text":"أهلا"}""", 1, ("Idempotency-Key", "k-1"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Single(shop.States());
    }

    [Fact]
    public async Task Without_a_token_the_answer_is_409_and_names_the_setting()
    {
        await using var shop = await ReplyShop.OpenAsync(("whatsapp_access_token", ""));
        await shop.IsWrittenToAsync(Platform.WhatsApp);

        var (status, problem) = await shop.QueueAsync("""{"text":"a"}""");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("whatsapp_access_token", problem!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(shop.States());
    }

    [Fact]
    public async Task Who_wants_no_marketing_gets_none_and_other_templates()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.WhatsApp);
        shop.Shop.ChangeLead(1, lead => lead.MarketingOptOutAt = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));

        shop.Templates = """{"name":"offer","language":"ar","status":"APPROVED","category":"MARKETING"},{"name":"order","language":"ar","status":"APPROVED","category":"UTILITY"}""";

        var (marketing, _) = await shop.QueueAsync("""{"template":{"name":"offer","language":"ar","category":"marketing"}}""");
        var (utility, _) = await shop.QueueAsync("""{"template":{"name":"order","language":"ar","category":"utility"}}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Accepted), (marketing, utility));
    }

    [Fact]
    public async Task Only_a_persons_comment_is_answered_and_in_private_for_seven_days()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.Shop.SendAsync(Echoes.Comment("1_2", "5550001112223334"));
        await shop.IsWrittenToAsync(Platform.Facebook);
        Task<(HttpStatusCode Status, System.Text.Json.Nodes.JsonNode? Body)> AnswerAsync(long id, bool isPrivate) =>
            shop.Shop.SendJsonAsync(HttpMethod.Post, $"messages/{id}/reply", $$"""{"text":"a","private":{{(isPrivate ? "true" : "false")}}}""");

        shop.Time.Advance(TimeSpan.FromDays(7));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AnswerAsync(2, isPrivate: false)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AnswerAsync(99, isPrivate: false)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AnswerAsync(1, isPrivate: true)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await AnswerAsync(1, isPrivate: false)).Status);
    }
}
