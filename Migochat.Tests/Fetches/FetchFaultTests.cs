using System.Net;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.Graph;
using Migochat.LocalHost.FakeMeta;
using Migochat.Tests.Graph;

namespace Migochat.Tests.Fetches;

/// <summary>What becomes of a fetch when the Graph API fails, and how often it is called.</summary>
public sealed class FetchFaultTests
{
    private const string Lead = "1183746529102938";

    public static TheoryData<string, string, string, int> Faults => new()
    {
        // Fault; kind of the error; the least and the most seconds until the next try are the number and a fifth more; calls.
        { "500", "TEMPORARY", "30", 2 },
        { "503", "TEMPORARY", "30", 2 },
        { "cut", "TEMPORARY", "30", 2 },
        { "1", "TEMPORARY", "30", 1 },
        { "2", "TEMPORARY", "30", 1 },
        { "99999", "UNKNOWN", "30", 1 },
        { "4", "RATE_LIMITED", "540", 1 },
        { "17", "RATE_LIMITED", "540", 1 },
        { "32", "RATE_LIMITED", "540", 1 },
        { "613", "RATE_LIMITED", "540", 1 },
        { "80001", "RATE_LIMITED", "540", 1 },
        { "80005", "RATE_LIMITED", "540", 1 },
        { "80006", "RATE_LIMITED", "540", 1 },
        { "retry-after", "RATE_LIMITED", "90", 1 },
        { "404", "NOT_FOUND", "", 1 },
        { "100/33", "NOT_FOUND", "", 1 },
        { "100", "MALFORMED", "", 2 },
        { "10", "NOT_PERMITTED", "", 2 },
        { "200", "NOT_PERMITTED", "", 2 },
        { "190/463", "TOKEN_INVALID", "", 1 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_waited_for_or_ends_the_fetch_with_its_reason(string fault, string kind, string seconds, int calls)
    {
        await using var shop = await OpenAsync();
        shop.Graph.Faults.Next(call => call.Path == $"/{Lead}", FaultOf(fault), times: 2);

        await FetchAsync(shop);

        var row = Row(shop);
        Assert.Equal((kind, calls, 1), (row.ErrorKind, shop.Graph.Calls.To($"/{Lead}"), row.Tries));
        Assert.False(string.IsNullOrWhiteSpace(row.LastError));
        if (seconds.Length == 0)
        {
            Assert.Equal(FetchState.Failed, row.State);
            return;
        }

        var least = int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(FetchState.Pending, row.State);
        Assert.InRange((row.DueAt - shop.Shop.Time.GetUtcNow().UtcDateTime).TotalSeconds, least, least * 1.2);

        shop.Graph.Faults.Heal();
        shop.Shop.Time.Advance(row.DueAt - shop.Shop.Time.GetUtcNow().UtcDateTime);
        await FetchAsync(shop);

        Assert.Equal((FetchState.Done, 0, null, null), (Row(shop).State, Row(shop).Tries, Row(shop).LastError, Row(shop).ErrorKind));
        Assert.NotNull(shop.Shop.Read(context => context.Users.Single().FirstName));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_waited_for()
    {
        await using var shop = await OpenAsync();
        shop.Graph.Faults.Next(call => call.Path == $"/{Lead}", FakeFault.Slow(TimeSpan.FromMinutes(10)), times: 2);

        var fetching = FetchAsync(shop);
        foreach (var call in (int[])[1, 2])
        {
            while (shop.Graph.Calls.To($"/{Lead}") < call)
                await Task.Yield();
            shop.Shop.Time.Advance(TimeSpan.FromSeconds(10));
        }

        await fetching;
        Assert.Equal(("TEMPORARY", "Meta's API did not answer in time.", FetchState.Pending), (Row(shop).ErrorKind, Row(shop).LastError, Row(shop).State));
    }

    [Fact]
    public async Task A_limit_keeps_the_other_fetches_of_the_account_from_calling()
    {
        await using var shop = await OpenAsync();
        shop.Graph.Faults.Next(call => call.Path == $"/{Lead}", FakeFault.Limit(4, GraphShop.Page, minutes: 9));
        await FetchAsync(shop);
        var calls = shop.Graph.Calls.Reads;

        Assert.Equal(HttpStatusCode.OK, await shop.Shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json()));
        await FetchAsync(shop);

        Assert.Equal(calls, shop.Graph.Calls.Reads);
        var profile = shop.Shop.Read(context => context.Fetches.Single(fetch => fetch.Kind == FetchKinds.FacebookProfile));
        Assert.Equal((FetchState.Pending, Row(shop).DueAt, 0), (profile.State, profile.DueAt, profile.Tries));
    }

    [Fact]
    public async Task An_answer_that_can_not_be_stored_does_not_stop_the_others()
    {
        await using var shop = await OpenAsync();
        Assert.Equal(HttpStatusCode.OK, await shop.Shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json()));
        Poison.Add(shop.Shop, "UPDATE", "messages", "new.message_metadata LIKE '%answers%'");

        await FetchAsync(shop);

        Assert.Equal((FetchState.Pending, "UNKNOWN", "Meta's answer could not be stored.", 1), (Row(shop).State, Row(shop).ErrorKind, Row(shop).LastError, Row(shop).Tries));
        Assert.All(
            shop.Shop.Read(context => context.Fetches.Where(fetch => fetch.Kind == FetchKinds.Ad || fetch.Kind == FetchKinds.FacebookProfile).ToList()),
            fetch => Assert.Equal(FetchState.Done, fetch.State));
    }

    [Fact]
    public void The_pauses_double_up_to_six_hours_and_end_after_forty_tries()
    {
        var (now, error) = (new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc), new GraphError(GraphErrorKind.Temporary, null, null, "It failed."));

        var pauses = Enumerable.Range(0, FetchRetry.MostTries - 1).Select(tries => FetchRetry.After(error, tries, "mark", now, 0).RetryAt!.Value - now).ToList();

        Assert.Equal([30, 60, 120, 240], pauses.Take(4).Select(pause => pause.TotalSeconds));
        Assert.Equal(TimeSpan.FromHours(6), pauses.Max());
        Assert.Equal(TimeSpan.FromSeconds(36), FetchRetry.After(error, 0, "mark", now, 1).RetryAt - now);
        Assert.Null(FetchRetry.After(error, FetchRetry.MostTries - 1, "mark", now, 0).RetryAt);
    }

    private static FakeFault FaultOf(string name) => name switch
    {
        "500" => FakeFault.Silent(500, isTaken: false),
        "503" => FakeFault.Silent(503, isTaken: false),
        "404" => FakeFault.Silent(404, isTaken: false),
        "cut" => FakeFault.Cut(isTaken: false),
        "retry-after" => FakeFault.RetryAfter(90),
        "4" or "17" or "32" or "613" or "80001" or "80005" or "80006" => FakeFault.Limit(Code(name), GraphShop.Page, minutes: 9),
        _ when name.Split('/') is [var code, var subcode] => FakeFault.Refusal(Code(code), Code(subcode)),
        _ => FakeFault.Refusal(Code(name)),
    };

    private static int Code(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<GraphShop> OpenAsync()
    {
        var shop = await GraphShop.OpenAsync();
        Assert.Equal(HttpStatusCode.OK, await shop.Shop.SendAsync(Repository.Read("Migochat.Tests/Payloads/leadgen/from-an-ad.json")));
        return shop;
    }

    private static Task FetchAsync(GraphShop shop) => shop.Shop.Service<Fetcher>().RunAsync(CancellationToken.None);

    private static Fetch Row(GraphShop shop) => shop.Shop.Read(context => context.Fetches.Single(fetch => fetch.Kind == FetchKinds.LeadForm));
}
