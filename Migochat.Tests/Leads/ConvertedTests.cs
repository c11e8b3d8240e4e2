using System.Globalization;
using Migochat.Data;

namespace Migochat.Tests.Leads;

/// <summary>The first time a lead reached convert or qualified stays, and posts and ads count by it.</summary>
public sealed class ConvertedTests
{
    private const string Number = "201001112223";

    [Fact]
    public async Task A_buyer_who_is_qualified_or_lost_later_still_counts_for_the_post()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.Store(context => context.Add(new Post { FacebookPostId = "p_1", PostType = PostType.Ad }));
        await shop.WritesAsync(Number, "عايز أطلب واحدة");
        shop.ChangeLead(1, lead => lead.FirstPostId = 1);
        JsonAssert.Has(await shop.GetAsync("leads/1"), ("stage", "convert"), ("converted_at", "2026-03-01T12:00:00Z"));
        shop.Time.Advance(TimeSpan.FromDays(1));

        foreach (var stage in (string[])["qualified", "nurture", "unqualified"])
        {
            await shop.PatchAsync($$"""{"stage":"{{stage}}","reason":"Why"}""");

            JsonAssert.Has(await shop.GetAsync("leads/1"), ("stage", stage), ("converted_at", "2026-03-01T12:00:00Z"));
            JsonAssert.Has(await shop.GetAsync("posts/1"), ("people", "1"), ("convert", "1"));
        }
    }

    [Theory]
    [InlineData("convert", true)]
    [InlineData("qualified", true)]
    [InlineData("nurture", false)]
    [InlineData("lost", false)]
    public async Task Staff_reach_it_too(string stage, bool isConverted)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(1);

        var (_, lead) = await shop.PatchAsync($$"""{"stage":"{{stage}}","reason":"Why"}""");

        JsonAssert.Has(lead, ("converted_at", isConverted ? "2026-03-01T12:00:00Z" : null));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(null, 1)]
    [InlineData(1, null)]
    public async Task Of_two_who_are_one_person_the_earlier_time_counts(int? first, int? second)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number, "السلام عليكم");
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.2", from: null, userId: "EG.1234567890", text: "السلام عليكم")]).Json());
        foreach (var (id, day) in new[] { (1, first), (2, second) })
            shop.ChangeLead(id, lead => lead.ConvertedAt = day is { } known ? new DateTime(2026, 2, known, 0, 0, 0, DateTimeKind.Utc) : null);

        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.3", Number, "EG.1234567890", "السلام عليكم")]).Json());

        var lead = Assert.Single(shop.Read(context => context.Users.ToArray()));
        Assert.Equal("2026-02-01", lead.ConvertedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
