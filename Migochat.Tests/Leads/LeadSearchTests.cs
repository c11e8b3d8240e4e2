using Migochat.Data;

namespace Migochat.Tests.Leads;

/// <summary>Leads found by what somebody types.</summary>
public sealed class LeadSearchTests
{
    [Theory]
    [InlineData("منى")]
    [InlineData("مني")]
    [InlineData("مُنَى")]
    [InlineData("منـى")]
    [InlineData("عبد ال")]
    [InlineData("الله من")]
    [InlineData("010")]
    [InlineData("01001112223")]
    [InlineData("0100 111-22")]
    [InlineData("+20 100")]
    [InlineData("0020100111")]
    [InlineData("٠١٠٠١١١")]
    [InlineData("2010011")]
    public async Task A_lead_is_found_by_the_beginning_of_a_name_or_number_in_any_spelling(string typed)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.WritesAsync("201001112223", name: "منى عبد الله");
        await shop.WritesAsync("966501112223", name: "Hoda");

        Assert.Equal("1", await shop.IdsAsync($"leads?q={Uri.EscapeDataString(typed)}"));
        Assert.Equal("1", await shop.IdsAsync($"leads?sort=recent&q={Uri.EscapeDataString(typed)}"));
    }

    [Theory]
    [InlineData("نى")]
    [InlineData("منى هدى")]
    [InlineData("1112223")]
    [InlineData("!!!")]
    [InlineData("\"")]
    [InlineData("a* OR b NOT (")]
    public async Task What_nobody_begins_with_finds_nobody(string typed)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.WritesAsync("201001112223", name: "منى عبد الله");

        Assert.Equal("", await shop.IdsAsync($"leads?q={Uri.EscapeDataString(typed)}"));
    }

    [Fact]
    public async Task Who_is_found_is_filtered_ordered_and_paged()
    {
        await using var shop = await Shop.OpenAsync();
        foreach (var number in (string[])["201001112221", "201001112222", "201001112223", "201001112224"])
            await shop.WritesAsync(number, name: "Ahmed أحمد");
        foreach (var id in (long[])[2, 3])
            shop.ChangeLead(id, lead => (lead.LeadScore, lead.CustomerLabel) = (50, CustomerLabel.Warm));

        Assert.Equal("3 2 4 1", await shop.IdsAsync("leads?q=AHM", limit: 1));
        Assert.Equal("3 2", await shop.IdsAsync("leads?q=احمد&label=warm", limit: 1));
        Assert.Equal("4 3 2 1", await shop.IdsAsync("leads?q=01001&sort=recent", limit: 3));
    }

    [Fact]
    public async Task An_id_of_any_kind_finds_its_person()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_1")).Json());
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1", "201001112223", "EG.77")], [Texts.Contact("201001112223", "EG.77")]).Json());

        Assert.Equal("1", await shop.IdsAsync("leads?q=6543210"));
        Assert.Equal("2", await shop.IdsAsync("leads?q=EG.77"));
        Assert.Equal("2", await shop.IdsAsync("leads?q=201001112223"));
    }

    [Fact]
    public async Task What_staff_and_messages_change_is_found_and_what_was_is_not()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.WritesAsync("201001112223", name: "منى");
        await shop.WritesAsync("201001112223", name: "Hoda", minutesAgo: 1);

        Assert.Equal("", await shop.IdsAsync("leads?q=مني"));
        Assert.Equal("1", await shop.IdsAsync("leads?q=hod"));

        await shop.PatchAsync("""{"first_name":"Salma","phone":"01229998887"}""");

        Assert.Equal("", await shop.IdsAsync("leads?q=hod"));
        Assert.Equal("1", await shop.IdsAsync("leads?q=sal"));
        Assert.Equal("1", await shop.IdsAsync("leads?q=0122"));
        Assert.Equal("1", await shop.IdsAsync("leads?q=201001"));
        Check(shop);
    }

    [Fact]
    public async Task Two_who_turn_out_to_be_one_are_found_once()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1", null, "EG.77")], [Texts.Contact(null, "EG.77", "منى")]).Json());
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.2", "201001112223")], [Texts.Contact("201001112223", null, "منى")]).Json());

        Assert.Equal("2 1", await shop.IdsAsync("leads?q=مني"));
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.3", "201001112223", "EG.77")], [Texts.Contact("201001112223", "EG.77", "منى")]).Json());

        Assert.Equal("1", await shop.IdsAsync("leads?q=مني"));
        Assert.Equal("1", await shop.IdsAsync("leads?q=0100"));
        Check(shop);
    }

    [Fact]
    public async Task Of_many_the_list_is_walked_in_its_order()
    {
        await using var shop = await Shop.OpenAsync();
        var at = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc);
        shop.AddLeads(6000, number => new User
        {
            Psid = $"{number + 1}",
            LeadScore = (number + 1) % 100,
            LastMessageAt = number % 2 == 0 ? at : null,
            SearchText = $"{(number == 4 ? " هدى " : " احمد ")}{number + 1}",
            CreatedAt = at,
            LastStageChange = at,
        });

        var byScore = await shop.GetAsync("leads?q=أحمد&limit=2");
        var recent = await shop.GetAsync("leads?q=أحمد&limit=2&sort=recent");

        Assert.Equal("5999 5899", string.Join(' ', byScore["items"]!.AsArray().Select(item => item!["id"])));
        Assert.Equal("5999 5997", string.Join(' ', recent["items"]!.AsArray().Select(item => item!["id"])));
        Assert.StartsWith("99.5899.", byScore["next"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static void Check(Shop shop)
    {
        // PostgreSQL searches the column itself.
        if (TestPostgres.IsUsed)
            return;
        using var database = shop.Database();
        database.Run("INSERT INTO users_search(users_search, rank) VALUES ('integrity-check', 1)");
    }
}
