using System.Text.Json.Nodes;
using Migochat.Scoring;
using Migochat.Tests.Leads;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

/// <summary>What the log says about deliveries and leads, without a word of theirs.</summary>
public sealed class IntakeLogTests
{
    [Fact]
    public async Task It_says_what_became_of_a_delivery()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        await shop.SendAsync(Texts.Messenger(
            Texts.MessengerItem("m_1"), Texts.MessengerItem("m_2"), Texts.MessengerItem("m_1"), new JsonObject { ["from_the_future"] = 1 }).Json());

        Assert.Contains("Information: 1 delivery: 2 stored, 1 duplicate, 1 dead letter", shop.Log.All);
    }

    [Fact]
    public void An_empty_delivery_has_nothing_in_it()
    {
        Assert.Equal("nothing in it", OutcomeText.Of([]));
        Assert.Equal("2 duplicates, 1 ignored, 2 dead letters", OutcomeText.Of(
            [EventOutcome.DeadLettered, EventOutcome.Duplicate, EventOutcome.Ignored, EventOutcome.Duplicate, EventOutcome.DeadLettered]));
    }

    [Fact]
    public async Task It_says_once_that_a_lead_became_hot_and_not_who()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        string[] texts = ["السلام عليكم", "بكام الشنطة؟", "عايز أطلب واحدة", "أنا من المنصورة", "رقمي 01001112223"];
        for (var n = 0; n < texts.Length; n++)
            await shop.WritesAsync("201001112223", texts[n], name: "كريم حسن", minutesAgo: 10 - n);

        for (var n = 0; n < 2; n++)
            await shop.Service<Rescorer>().RunAsync(CancellationToken.None);

        var line = Assert.Single(shop.Log.All, line => line.Contains("hot", StringComparison.Ordinal));
        Assert.StartsWith("Information: Lead 1 is hot now, with ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(shop.Log.All, line => line.Contains("كريم", StringComparison.Ordinal) || line.Contains("1001112223", StringComparison.Ordinal));
    }
}
