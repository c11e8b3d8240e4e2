using System.Net;
using Migochat.Scoring;

namespace Migochat.Tests;

/// <summary>The conversation of README's example, as samples/play.sh plays it: a minute and a rescoring for each message.</summary>
public sealed class SampleConversationTests
{
    private const string Lead = "SELECT first_name, governorate, lead_score, customer_label, lead_stage FROM users";

    private static readonly string[] Deliveries =
        [.. Directory.EnumerateFiles("samples/conversations/whatsapp-order", "*.json").Order(StringComparer.Ordinal)];

    [Fact]
    public async Task It_ends_as_one_hot_lead_to_convert_in_Dakahlia()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        await PlayAsync(shop);

        var lead = Assert.Single(shop.Rows($"{Lead.Replace(" FROM", ", phone_number, customer_type, audited_score FROM", StringComparison.Ordinal)}"));
        Assert.Equal("كريم DAKAHLIA 82 HOT CONVERT +201001112230 NEW 77", string.Join(' ', lead.Values));
        Assert.Equal((5, 1), (shop.Count("messages"), shop.Count("conversations")));
    }

    [Fact]
    public async Task The_parts_add_up_to_the_score()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        await PlayAsync(shop);

        var score = (await shop.Service<Rescorer>().ExplainAsync(1, CancellationToken.None))!;
        Assert.Equal(82, score.Points);
        Assert.Equal(
            ["phone known 8", "governorate known 5", "name known 2", "source 10", "messages 12", "intent 45"],
            score.Parts.Select(part => $"{part.Name} {part.Points}"));
    }

    [Fact]
    public async Task Every_change_on_the_way_is_in_the_trail()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        await PlayAsync(shop);

        var trail = shop.Rows("SELECT activity_type, old_value, new_value FROM lead_activities WHERE automated ORDER BY id");
        Assert.Equal(
            [
                "stage_change intake nurture", "label_change cold warm", "score_change 24 48",
                "stage_change nurture convert", "label_change warm hot", "score_change 48 77",
                "governorate_change  dakahlia",
            ],
            trail.Select(line => string.Join(' ', line.Values)));
    }

    [Fact]
    public async Task Played_again_it_changes_nothing()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await PlayAsync(shop);
        var (lead, trail) = (shop.Rows("SELECT * FROM users"), shop.Rows("SELECT * FROM lead_activities"));

        foreach (var delivery in Deliveries)
            await SendAsync(shop, delivery);
        await shop.Service<Rescorer>().RunAsync(CancellationToken.None);

        Assert.Equal(lead, shop.Rows("SELECT * FROM users"));
        Assert.Equal(trail, shop.Rows("SELECT * FROM lead_activities"));
    }

    [Fact]
    public async Task README_shows_the_lead_as_it_is()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        await PlayAsync(shop);

        var readme = Repository.Read("README.md");
        var row = readme.Split('\n').Single(line => line.StartsWith("│ كريم", StringComparison.Ordinal));
        Assert.Contains(Lead, readme, StringComparison.Ordinal);
        Assert.Equal(
            Assert.Single(shop.Rows(Lead)).Values,
            row.Trim('│').Split('│', StringSplitOptions.TrimEntries));
    }

    private static async Task PlayAsync(Shop shop)
    {
        Assert.Equal(5, Deliveries.Length);
        foreach (var delivery in Deliveries)
        {
            shop.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(HttpStatusCode.OK, await SendAsync(shop, delivery));
            await shop.Service<Rescorer>().RunAsync(CancellationToken.None);
        }
    }

    private static async Task<HttpStatusCode> SendAsync(Shop shop, string delivery)
    {
        var body = await File.ReadAllBytesAsync(delivery);
        using var response = await shop.PostAsync(body, Shop.Sign(body), "whatsapp");
        return response.StatusCode;
    }
}
