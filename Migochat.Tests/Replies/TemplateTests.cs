using System.Net;
using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Graph;
using Migochat.Tests.Graph;
using Migochat.Tests.Leads;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Replies;

/// <summary>A template is queued only if Meta has it, approved, with just these parameters.</summary>
public sealed class TemplateTests
{
    private const string Good = """{"template":{"name":"order_ready","language":"ar","category":"utility","body":[{"text":"EG-1044"}]}}""";

    private const string All = """
        {"name":"order_ready","language":"ar","status":"APPROVED","category":"UTILITY","components":[{"type":"BODY","text":"طلبك {{1}} جاهز"}]},
        {"name":"order_ready","language":"en","status":"PAUSED","category":"UTILITY","components":[{"type":"BODY","text":"{{1}} is ready"}]},
        {"name":"order_ready_soon","language":"fr","status":"APPROVED","category":"UTILITY","components":[{"type":"BODY","text":"bientôt"}]},
        {"name":"named","language":"ar","status":"APPROVED","category":"UTILITY","components":[{"type":"HEADER","format":"TEXT","text":"{{shop}}"},{"type":"BODY","text":"{{order}} {{ day }} {{order}}"}]},
        {"name":"pictured","language":"ar","status":"APPROVED","category":"UTILITY","components":[{"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"أهلا"}]},
        {"name":"coupon","language":"ar","status":"APPROVED","category":"MARKETING","components":[{"type":"BODY","text":"أهلا"},{"type":"BUTTONS","buttons":[{"type":"COPY_CODE"}]}]},
        {"name":"linked","language":"ar","status":"APPROVED","category":"UTILITY","components":[{"type":"BODY","text":"أهلا"},{"type":"BUTTONS","buttons":[
            {"type":"QUICK_REPLY","text":"تمام"},{"type":"URL","url":"https://shop.example/{{1}}"},{"type":"URL","url":"https://shop.example"}]}]}
        """;

    private static readonly string Missing = "A parameter of the template is missing, or there are too many";

    public static TheoryData<string, string?> Checked => new()
    {
        { """{"name":"no_such","language":"ar","category":"utility"}""", "The number has no template of this name" },
        { """{"name":"order","language":"ar","category":"utility"}""", "The number has no template of this name" },
        { """{"name":"order_ready","language":"fr","category":"utility"}""", "The template does not exist in this language" },
        { """{"name":"order_ready","language":"en","category":"utility","body":[{"text":"1"}]}""", "Meta does not send this template" },
        { """{"name":"order_ready","language":"ar","category":"utility"}""", Missing },
        { """{"name":"order_ready","language":"ar","category":"utility","body":[{"text":"1"},{"text":"2"}]}""", Missing },
        { """{"name":"order_ready","language":"ar","category":"utility","header":[{"text":"1"}],"body":[{"text":"1"}]}""", Missing },
        { """{"name":"order_ready","language":"ar","category":"utility","body":[{"text":"1","name":"order"}]}""", Missing },
        { """{"name":"order_ready","language":"ar","category":"utility","body":[{"text":"1"}]}""", null },
        { """{"name":"named","language":"ar","category":"utility","header":[{"text":"a","name":"shop"}],"body":[{"text":"1","name":"day"},{"text":"2","name":"order"}]}""", null },
        { """{"name":"named","language":"ar","category":"utility","header":[{"text":"a","name":"shop"}],"body":[{"text":"1","name":"day"},{"text":"2","name":"date"}]}""", Missing },
        { """{"name":"named","language":"ar","category":"utility","header":[{"text":"a","name":"shop"}],"body":[{"text":"1"},{"text":"2"}]}""", Missing },
        { """{"name":"pictured","language":"ar","category":"utility"}""", "The template has a picture, a file or a place above its text" },
        { """{"name":"coupon","language":"ar","category":"marketing"}""", "The template has a button that copies a code" },
        { """{"name":"linked","language":"ar","category":"utility"}""", Missing },
        { """{"name":"linked","language":"ar","category":"utility","buttons":[{"index":1,"type":"url","value":"7"}]}""", null },
        { """{"name":"linked","language":"ar","category":"utility","buttons":[{"index":1,"type":"url","value":"7"},{"index":0,"type":"quick_reply","value":"ok"}]}""", null },
        { """{"name":"linked","language":"ar","category":"utility","buttons":[{"index":1,"type":"url","value":"7"},{"index":2,"type":"url","value":"8"}]}""", "The template has no such button" },
        { """{"name":"linked","language":"ar","category":"utility","buttons":[{"index":1,"type":"url","value":"7"},{"index":1,"type":"url","value":"8"}]}""", "The template has no such button" },
        { """{"name":"linked","language":"ar","category":"utility","buttons":[{"index":1,"type":"url","value":"7"},{"index":3,"type":"quick_reply","value":"ok"}]}""", "The template has no such button" },
    };

    [Theory]
    [MemberData(nameof(Checked))]
    public async Task A_template_is_checked_before_it_is_queued(string template, string? refusal)
    {
        await using var shop = await OpenAsync();

        var (status, answer) = await shop.QueueAsync($$"""{"template":{{template}}}""");

        Assert.Equal((refusal is null ? HttpStatusCode.Accepted : HttpStatusCode.UnprocessableEntity, refusal), (status, answer!["title"]?.GetValue<string>()));
        Assert.Equal(refusal is null ? [] : ["template"], answer["field"] is { } field ? [field.GetValue<string>()] : (string[])[]);
        Assert.Equal(refusal is null ? ["QUEUED"] : [], shop.States());
    }

    [Fact]
    public async Task Metas_category_replaces_that_of_the_request_and_an_opt_out_of_marketing_counts()
    {
        await using var shop = await OpenAsync();
        shop.Templates = shop.Templates.Replace("UTILITY", "MARKETING", StringComparison.Ordinal);

        var (first, queued) = await shop.QueueAsync(Good);
        shop.Shop.ChangeLead(1, lead => lead.MarketingOptOutAt = shop.Time.GetUtcNow().UtcDateTime);
        var (second, problem) = await shop.QueueAsync(Good);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity), (first, second));
        Assert.Equal("marketing", queued!["content"]!["template"]!["category"]!.GetValue<string>());
        Assert.Equal("The person wants no marketing", problem!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_list_is_remembered_for_ten_minutes_and_an_unknown_name_for_one()
    {
        await using var shop = await OpenAsync();

        await shop.QueueAsync(Good);
        shop.Time.Advance(TemplateCatalogue.KeptFor - TimeSpan.FromSeconds(1));
        await shop.QueueAsync(Good);
        Assert.Equal(["/v26.0/106540352242922", "/v26.0/102290129340398/message_templates"], shop.Graph.Calls.Select(call => call.Path));

        await shop.QueueAsync(Good.Replace("order_ready", "new", StringComparison.Ordinal));
        shop.Templates = shop.Templates.Replace("order_ready", "new", StringComparison.Ordinal);
        var (known, _) = await shop.QueueAsync(Good.Replace("order_ready", "new", StringComparison.Ordinal));
        shop.Time.Advance(TemplateCatalogue.UnknownFor);
        var (asked, _) = await shop.QueueAsync(Good.Replace("order_ready", "new", StringComparison.Ordinal));
        var (gone, _) = await shop.QueueAsync(Good);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity), (known, asked, gone));
        Assert.Equal(5, shop.Graph.Calls.Count);
    }

    [Fact]
    public async Task Every_page_of_the_list_is_read()
    {
        await using var shop = await OpenAsync();
        var pages = new Queue<string>([
            """{"data":[],"paging":{"cursors":{"before":"a","after":"b"},"next":"https://graph.facebook.com/next"}}""",
            """{"data":[TEMPLATES],"paging":{"cursors":{"before":"c","after":"d"}}}""".Replace("TEMPLATES", shop.Templates, StringComparison.Ordinal),
        ]);
        shop.Graph.Answer = (context, call) => ScriptedGraph.JsonAsync(
            context, 200, call.Path.EndsWith("/message_templates", StringComparison.Ordinal) ? pages.Dequeue() : """{"health_status":{"entities":[{"entity_type":"WABA","id":"1"}]}}""");

        var (status, _) = await shop.QueueAsync(Good);

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Contains("after=b", shop.Graph.Calls.Last().Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"error":{"code":200,"message":"no permission"}}""")]
    [InlineData(400, """{"error":{"code":190,"error_subcode":463}}""")]
    [InlineData(500, "")]
    [InlineData(200, """{"health_status":{"entities":[{"entity_type":"APP","id":"1"}]}}""")]
    [InlineData(200, """{"health_status":"AVAILABLE"}""")]
    public async Task Without_the_list_the_template_is_queued_and_the_log_says_why(int status, string json)
    {
        await using var shop = await OpenAsync();
        shop.Graph.Always(status, json);

        var (answer, _) = await shop.QueueAsync(Good.Replace("order_ready", "no_such", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Accepted, answer);
        Assert.Equal(["QUEUED"], shop.States());
        Assert.Single(shop.Shop.Log.All, line => line.Contains("The templates of number 106540352242922 could not be listed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Graph_API_that_never_answers_holds_a_request_up_for_five_seconds()
    {
        await using var shop = await OpenAsync();
        var asked = new TaskCompletionSource();
        shop.Graph.Answer = (context, _) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

        var queued = shop.QueueAsync(Good);
        await asked.Task;
        shop.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.Accepted, (await queued).Status);
    }

    private static async Task<ReplyShop> OpenAsync()
    {
        var shop = await ReplyShop.OpenAsync();
        shop.Templates = All;
        await shop.IsWrittenToAsync(Platform.WhatsApp);
        return shop;
    }
}
