using System.Net;
using System.Text.Json.Nodes;
using Migochat.Fetches;
using Migochat.Tests.Graph;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Fetches;

/// <summary>The picture of a profile is fetched again when its link has expired and somebody looks.</summary>
public sealed class PictureTests
{
    // The shop's clock begins at 1772366400.
    private const string Expired = "https://platform-lookaside.fbsbx.com/p?psid=1&ext=1772366000&hash=a";
    private const string Valid = "https://platform-lookaside.fbsbx.com/p?psid=1&ext=1872366000&hash=b";
    private const string Unknown = "https://platform-lookaside.fbsbx.com/p.jpg";

    [Fact]
    public async Task An_expired_picture_is_fetched_again_when_somebody_looks_once_a_day()
    {
        await using var shop = await OpenAsync(Expired);
        await LookAsync(shop);
        Assert.Equal(1, Calls(shop));

        shop.Shop.Time.Advance(TimeSpan.FromHours(25));
        await FetchAsync(shop);
        Assert.Equal(1, Calls(shop));
        Answer(shop, Expired + "2");
        await LookAsync(shop);
        await LookAsync(shop);
        Assert.Equal(2, Calls(shop));

        shop.Shop.Time.Advance(TimeSpan.FromHours(25));
        Answer(shop, Valid);
        await LookAsync(shop);
        Assert.Equal((3, Valid), (Calls(shop), shop.Shop.Read(context => context.Users.Single().ProfilePic)));
    }

    [Theory]
    [InlineData(Valid, 30, 1)]
    [InlineData(Unknown, 6, 1)]
    [InlineData(Unknown, 8, 2)]
    public async Task A_picture_that_may_still_be_valid_is_left_alone(string picture, int days, int calls)
    {
        await using var shop = await OpenAsync(picture);
        shop.Shop.Time.Advance(TimeSpan.FromDays(days));

        await LookAsync(shop);

        Assert.Equal(calls, Calls(shop));
    }

    [Theory]
    [InlineData(Expired, "2026-03-01T11:53:20Z")]
    [InlineData("https://scontent.xx.fbcdn.net/v/1.jpg?_nc=1&oe=69A42A30", "2026-03-01T11:59:44Z")]
    [InlineData("https://scontent.xx.fbcdn.net/v/1.jpg?oe=zz", null)]
    [InlineData("https://scontent.xx.fbcdn.net/v/1.jpg?ext=-5", null)]
    [InlineData("https://scontent.xx.fbcdn.net/v/1.jpg?next=5", null)]
    [InlineData(Unknown, null)]
    public void A_link_tells_until_when_it_is_valid(string link, string? expiresAt)
    {
        Assert.Equal(expiresAt, PictureLink.ExpiresAt(link)?.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<GraphShop> OpenAsync(string picture)
    {
        var shop = await GraphShop.OpenAsync();
        Assert.Equal(HttpStatusCode.OK, await shop.Shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json()));
        Answer(shop, picture);
        await FetchAsync(shop);
        return shop;
    }

    private static void Answer(GraphShop shop, string picture) =>
        shop.Graph.Objects[Person(shop)] = new JsonObject { ["first_name"] = "منى", ["profile_pic"] = picture };

    private static async Task LookAsync(GraphShop shop)
    {
        await shop.Shop.GetAsync("leads/1");
        await FetchAsync(shop);
    }

    private static int Calls(GraphShop shop) => shop.Graph.Calls.To($"/{Person(shop)}");

    private static string Person(GraphShop shop) => shop.Shop.Read(context => context.Users.Single().Psid);

    private static Task FetchAsync(GraphShop shop) => shop.Shop.Service<Fetcher>().RunAsync(CancellationToken.None);
}
