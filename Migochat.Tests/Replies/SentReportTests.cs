using System.Net;
using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Replies;

/// <summary>What was sent on WhatsApp, counted by month and number.</summary>
public sealed class SentReportTests
{
    private const string Marketing = """{"template":{"name":"sale","language":"ar","category":"marketing"}}""";
    private const string Utility = """{"template":{"name":"order_ready","language":"ar","category":"utility"}}""";
    private const string Text = """{"text":"about \"category\":\"marketing\""}""";

    private static readonly DateTime March = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Free_billed_and_unknown_messages_are_counted_by_number_with_what_they_cost()
    {
        await using var shop = await Shop.OpenAsync(("whatsapp_rate", "0.18"), ("whatsapp_marketing_rate", "3.2"));
        await shop.WritesAsync("201001112223");
        Add(shop, Sent(March, Text), Sent(March, Utility), Sent(March, Marketing), Sent(March, Text, price: ReplyPrice.Free), Sent(March, Text, ReplyState.Uncertain));
        Add(shop, Sent(March, Text, business: "777"), Sent(March, Text, price: ReplyPrice.Unknown, business: "777"));
        Add(shop, Sent(March, Text, ReplyState.Failed), Sent(March, Text, ReplyState.Cancelled), Sent(March, Text, channel: Platform.Facebook));
        Add(shop, Sent(null, Text, ReplyState.Queued));

        var report = await shop.GetAsync("reports/sent");

        Assert.Equal("""{"reply":0.18,"marketing":3.2}""", report["rates"]!.Json());
        Assert.Equal(
            [
                """{"month":"2026-03","business_id":"106540352242922","free":1,"billed":3,"billed_marketing":1,"unknown":1,"cost":3.56}""",
                """{"month":"2026-03","business_id":"777","free":0,"billed":1,"billed_marketing":0,"unknown":1,"cost":0.18}""",
            ],
            report["items"]!.AsArray().Select(item => item!.Json()));
    }

    [Fact]
    public async Task A_cost_needs_the_rates_of_what_was_billed()
    {
        await using var shop = await Shop.OpenAsync(("whatsapp_rate", "0.5"));
        await shop.WritesAsync("201001112223");
        Add(shop, Sent(March, Text), Sent(March, Marketing, business: "777"), Sent(March, Marketing, price: ReplyPrice.Free, business: "888"));

        var report = await shop.GetAsync("reports/sent");

        Assert.Equal("""{"reply":0.5,"marketing":null}""", report["rates"]!.Json());
        Assert.Equal(["0.5", "null", "0"], report["items"]!.AsArray().Select(item => item!["cost"]?.Json() ?? "null"));
    }

    [Fact]
    public async Task Months_begin_at_midnight_in_Cairo()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.WritesAsync("201001112223");
        // In summer Cairo is three hours ahead, in winter two.
        Add(shop, Sent(new DateTime(2025, 7, 31, 20, 59, 59, DateTimeKind.Utc), Text), Sent(new DateTime(2025, 7, 31, 21, 0, 0, DateTimeKind.Utc), Text));
        Add(shop, Sent(new DateTime(2025, 12, 31, 21, 59, 59, DateTimeKind.Utc), Text), Sent(new DateTime(2025, 12, 31, 22, 0, 0, DateTimeKind.Utc), Text));

        Assert.Equal(["2026-01", "2025-12", "2025-08", "2025-07"], await MonthsAsync(shop, ""));
        Assert.Equal(["2026-01", "2025-12"], await MonthsAsync(shop, "?from=2025-12"));
        Assert.Equal(["2025-08", "2025-07"], await MonthsAsync(shop, "?to=2025-08"));
        Assert.Equal(["2025-12", "2025-08"], await MonthsAsync(shop, "?from=2025-08&to=2025-12"));
    }

    [Theory]
    [InlineData("?from=2026-13", "from")]
    [InlineData("?from=2026-3", "from")]
    [InlineData("?to=march", "to")]
    [InlineData("?to=9999-12", "to")]
    [InlineData("?from=2026-03&to=2026-02", "from")]
    [InlineData("?from=2023-03&to=2026-03", "from")]
    [InlineData("?month=2026-03", "month")]
    public async Task A_wrong_range_is_refused_by_the_parameter(string query, string parameter)
    {
        await using var shop = await Shop.OpenAsync();

        var (status, problem) = await shop.CallAsync(HttpMethod.Get, $"reports/sent{query}");

        Assert.Equal((HttpStatusCode.BadRequest, parameter), (status, problem!["parameter"]!.GetValue<string>()));
    }

    private static async Task<IEnumerable<string>> MonthsAsync(Shop shop, string query) =>
        (await shop.GetAsync($"reports/sent{query}"))["items"]!.AsArray().Select(item => item!["month"]!.GetValue<string>());

    private static void Add(Shop shop, params Reply[] replies) => shop.Store(context => context.AddRange(replies));

    private static Reply Sent(
        DateTime? at, string content, ReplyState state = ReplyState.Sent, ReplyPrice price = ReplyPrice.Billed, string business = Texts.PhoneNumberId, string channel = Platform.WhatsApp) => new()
        {
            UserId = 1,
            Channel = channel,
            BusinessId = business,
            RecipientId = "201001112223",
            Content = content,
            State = state,
            Mark = Guid.NewGuid().ToString("N"),
            Price = price,
            SendingAt = at,
        };
}
