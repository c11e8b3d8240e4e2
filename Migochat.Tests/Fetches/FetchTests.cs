using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.Graph;
using Migochat.LocalHost.FakeMeta;
using Migochat.Settings;
using Migochat.Tests.Graph;

namespace Migochat.Tests.Fetches;

/// <summary>Profiles and answers to lead forms, fetched over HTTP from the fake Graph API.</summary>
public sealed class FetchTests
{
    private const string Lead = "1183746529102938";

    [Fact]
    public async Task A_person_on_Messenger_gets_name_and_picture()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "messenger/text-arabic");
        var psid = shop.Shop.Read(context => context.Users.Single().Psid);
        shop.Graph.Objects[psid] = Profile("منى", "عبد الله", "https://platform-lookaside.fbsbx.com/a.jpg");

        await FetchAsync(shop);

        var user = shop.Shop.Read(context => context.Users.Single());
        Assert.Equal(("منى", "عبد الله", "https://platform-lookaside.fbsbx.com/a.jpg"), (user.FirstName, user.LastName, user.ProfilePic));
        Assert.Equal((FetchKinds.FacebookProfile, psid, FetchState.Done), Only(shop, FetchKinds.FacebookProfile));
        Assert.Contains("مني", user.SearchText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_on_Instagram_without_a_name_gets_the_user_name()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "instagram/text-arabic");
        var psid = shop.Shop.Read(context => context.Users.Single().Psid);
        shop.Graph.Objects[psid] = new JsonObject { ["id"] = psid, ["username"] = "mona.shops", ["profile_pic"] = "http://10.0.0.1/a.jpg" };

        await FetchAsync(shop);

        var user = shop.Shop.Read(context => context.Users.Single());
        Assert.Equal(("mona.shops", null, null), (user.FirstName, user.LastName, user.ProfilePic));
        Assert.True(Assert.Single(shop.Graph.Calls.Latest).IsInstagram);
    }

    [Fact]
    public async Task A_name_that_staff_set_stays_and_the_profile_is_kept_beside_it()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "messenger/text-arabic");
        var user = shop.Shop.Read(context => context.Users.Single());
        Assert.Equal(System.Net.HttpStatusCode.OK, await PatchAsync(shop, user.Id, """{"first_name":"Mona","last_name":null}"""));
        shop.Graph.Objects[user.Psid] = Profile("منى", "عبد الله", null);

        await FetchAsync(shop);
        Assert.Equal("Mona", shop.Shop.Read(context => context.Users.Single().FirstName));
        Assert.Equal(System.Net.HttpStatusCode.OK, await PatchAsync(shop, user.Id, """{"first_name":null}"""));

        Assert.Equal("منى", shop.Shop.Read(context => context.Users.Single().FirstName));
    }

    [Fact]
    public async Task A_comment_is_no_reason_to_ask_for_a_profile()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "page/comment");

        await FetchAsync(shop);

        Assert.DoesNotContain(shop.Shop.Read(context => context.Fetches.ToList()), fetch => fetch.Kind == FetchKinds.FacebookProfile);
    }

    [Fact]
    public async Task The_answers_to_a_form_fill_the_person_and_stay_with_the_message()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "leadgen/from-an-ad");
        shop.Graph.Objects[Lead] = Answers(("full_name", "منى علي"), ("phone_number", "01001234567"), ("email", "mona@example.com"), ("city", "المنصورة"), ("ما_المقاس؟", "L"));

        await FetchAsync(shop);

        var user = shop.Shop.Read(context => context.Users.Single());
        Assert.Equal(("منى", "علي", "+201001234567", Governorate.Dakahlia), (user.FirstName, user.LastName, user.PhoneNumber, user.Governorate));
        Assert.NotNull(user.ScoreDueAt);
        var metadata = JsonNode.Parse(shop.Shop.Read(context => context.Messages.Single().MessageMetadata!))!;
        Assert.Equal("mona@example.com", metadata["answers"]!["field_data"]![2]!["values"]![0]!.GetValue<string>());
        Assert.Equal(2, shop.Shop.Read(context => context.LeadActivities.Count(activity => activity.Reason == "the lead form says so")));
    }

    [Fact]
    public async Task The_sample_lead_form_has_the_answers_that_README_shows()
    {
        await using var shop = await GraphShop.OpenAsync();
        Assert.Equal(System.Net.HttpStatusCode.OK, await shop.Shop.SendAsync(Repository.Read("samples/payloads/leadgen-form.json")));

        await FetchAsync(shop);

        var user = shop.Shop.Read(context => context.Users.Single());
        Assert.Equal(("أحمد", "فؤاد", Governorate.Dakahlia), (user.FirstName, user.LastName, user.Governorate));
        Assert.Contains($"│ {user.FirstName}       │ {user.PhoneNumber} │ DAKAHLIA    │", Repository.Read("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_copy_of_the_form_changes_nothing_and_asks_nothing()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "leadgen/from-an-ad");
        await FetchAsync(shop);
        var before = shop.Shop.Rows("SELECT * FROM messages");

        await WriteAsync(shop, "leadgen/from-an-ad");
        await FetchAsync(shop);

        Assert.Equal(before, shop.Shop.Rows("SELECT * FROM messages"));
        Assert.Equal(1, shop.Graph.Calls.To($"/{Lead}"));
    }

    [Fact]
    public async Task A_test_lead_keeps_its_answers_and_fills_nobody()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "leadgen/from-an-ad");
        shop.Graph.Objects[Lead] = Answers(("full_name", "<test lead: dummy data for full_name>"), ("phone_number", "01001234567"));

        await FetchAsync(shop);

        var user = shop.Shop.Read(context => context.Users.Single());
        Assert.Equal((null, null), (user.FirstName, user.PhoneNumber));
        Assert.Contains("test lead", shop.Shop.Read(context => context.Messages.Single().MessageMetadata), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_staff_released_comes_back_from_the_form()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "leadgen/from-an-ad");
        shop.Graph.Objects[Lead] = Answers(("phone_number", "01001234567"), ("city", "طنطا"));
        await FetchAsync(shop);
        var id = shop.Shop.Read(context => context.Users.Single().Id);
        Assert.Equal(System.Net.HttpStatusCode.OK, await PatchAsync(shop, id, """{"phone":"01112223334","governorate":"cairo"}"""));

        Assert.Equal(System.Net.HttpStatusCode.OK, await PatchAsync(shop, id, """{"phone":null,"governorate":null}"""));

        var user = shop.Shop.Read(context => context.Users.Single());
        Assert.Equal(("+201001234567", Governorate.Gharbia), (user.PhoneNumber, user.Governorate));
    }

    [Fact]
    public async Task A_field_that_may_not_be_read_is_left_out_of_a_second_call()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "leadgen/from-an-ad");
        shop.Graph.Faults.Next(call => call.Query("fields").Contains("ad_name", StringComparison.Ordinal), FakeFault.Refusal(100));

        await FetchAsync(shop);

        Assert.Equal(FetchState.Done, Fetch(shop).State);
        Assert.Equal("id,created_time,form_id,field_data", shop.Graph.Calls.Latest.Last(IsOfLead).Query("fields"));
    }

    [Fact]
    public async Task A_failing_Graph_API_is_asked_again_later_and_later()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "leadgen/from-an-ad");
        shop.Graph.Faults.Next(IsOfLead, FakeFault.Silent(500, isTaken: false), times: 4);

        await FetchAsync(shop);
        await FetchAsync(shop);
        // Each read is repeated once at once.
        Assert.Equal(2, shop.Graph.Calls.To($"/{Lead}"));
        Assert.InRange(Fetch(shop).DueAt - shop.Shop.Time.GetUtcNow().UtcDateTime, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(36));
        shop.Shop.Time.Advance(TimeSpan.FromSeconds(36));
        await FetchAsync(shop);
        Assert.InRange(Fetch(shop).DueAt - shop.Shop.Time.GetUtcNow().UtcDateTime, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(72));
        Assert.Equal((FetchState.Pending, 2, "TEMPORARY"), (Fetch(shop).State, Fetch(shop).Tries, Fetch(shop).ErrorKind));

        shop.Shop.Time.Advance(TimeSpan.FromSeconds(72));
        await FetchAsync(shop);
        Assert.Equal((FetchState.Done, 0, null), (Fetch(shop).State, Fetch(shop).Tries, Fetch(shop).LastError));
    }

    [Fact]
    public async Task A_limit_is_waited_for_as_long_as_Meta_says()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "leadgen/from-an-ad");
        shop.Graph.Faults.Next(IsOfLead, FakeFault.Limit(80005, GraphShop.Page, minutes: 9));

        await FetchAsync(shop);

        Assert.Equal(shop.Shop.Time.GetUtcNow().UtcDateTime.AddMinutes(9), Fetch(shop).DueAt);
        Assert.Equal(1, shop.Graph.Calls.To($"/{Lead}"));
    }

    [Fact]
    public async Task What_Meta_does_not_know_is_given_up_with_the_reason()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "leadgen/from-an-ad");
        shop.Graph.Faults.Next(IsOfLead, FakeFault.Refusal(100, 33));

        await FetchAsync(shop);
        shop.Shop.Time.Advance(TimeSpan.FromDays(1));
        await FetchAsync(shop);

        Assert.Equal((FetchState.Failed, "NOT_FOUND", 1), (Fetch(shop).State, Fetch(shop).ErrorKind, shop.Graph.Calls.To($"/{Lead}")));
        Assert.Equal("Meta does not know the id, or does not show it to this app. (Meta's code 100/33)", Fetch(shop).LastError);
    }

    [Fact]
    public async Task A_new_token_revives_what_the_old_one_could_not_fetch()
    {
        await using var shop = await GraphShop.OpenAsync();
        shop.Graph.ExpiredTokens["fake-page-token"] = true;
        await WriteAsync(shop, "leadgen/two-in-one-entry");
        await FetchAsync(shop);
        await FetchAsync(shop);
        // The second form of the page is not even asked for.
        Assert.InRange(shop.Graph.Calls.Latest.Count(call => call.Query("fields").Contains("field_data", StringComparison.Ordinal)), 1, 2);
        Assert.All(Forms(shop), fetch => Assert.Equal((FetchState.Failed, "TOKEN_INVALID"), (fetch.State, fetch.ErrorKind)));

        shop.Shop.Store(context => context.AppSettings.Add(new AppSetting { Key = "fb_page_access_token", Value = "new-token", Category = "facebook", UpdatedBy = "test" }));
        await shop.Shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);
        await FetchAsync(shop);

        Assert.All(Forms(shop), fetch => Assert.Equal(FetchState.Done, fetch.State));
    }

    [Fact]
    public async Task Without_any_token_nothing_is_touched()
    {
        await using var shop = await GraphShop.OpenAsync(("fb_page_access_token", null), ("instagram_access_token", null));
        await WriteAsync(shop, "leadgen/from-an-ad");

        await FetchAsync(shop);

        Assert.Equal((FetchKinds.LeadForm, Lead, FetchState.Pending), Only(shop, FetchKinds.LeadForm));
        Assert.Equal(0, shop.Graph.Calls.Reads);
    }

    [Fact]
    public async Task What_another_instance_has_claimed_is_left_to_it_until_its_claim_runs_out()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "leadgen/from-an-ad");
        // Far from now by the database's clock and by the test's.
        ClaimUntil(shop, 2100);
        await FetchAsync(shop);
        Assert.Equal(0, shop.Graph.Calls.To($"/{Lead}"));

        ClaimUntil(shop, 2020);
        await FetchAsync(shop);

        Assert.Equal((FetchState.Done, null), (Fetch(shop).State, Fetch(shop).ClaimedUntil));
    }

    [Fact]
    public async Task Many_runs_at_once_ask_for_each_thing_once()
    {
        await using var shop = await GraphShop.OpenAsync();
        for (var person = 0; person < 30; person++)
            Assert.Equal(System.Net.HttpStatusCode.OK, await shop.Shop.SendAsync(Texts.Messenger(Texts.MessengerItem(sender: $"77000{person}", mid: $"m_{person}")).Json()));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => FetchAsync(shop)));

        Assert.Equal((30L, 30), (shop.Graph.Calls.Reads, shop.Shop.Read(context => context.Users.Count(user => user.FirstName != null))));
    }

    [Fact]
    public async Task Somebody_who_was_erased_meanwhile_does_not_come_back()
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, "leadgen/from-an-ad");
        await WriteAsync(shop, "messenger/text-arabic");
        await shop.Shop.Service<Fetcher>().RunAsync(CancellationToken.None);
        shop.Shop.Store(context => context.Fetches.ExecuteUpdate(row => row.SetProperty(fetch => fetch.State, FetchState.Pending)));
        foreach (var id in shop.Shop.Read(context => context.Users.Select(user => user.Id).ToList()))
        {
            var (status, _) = await shop.Shop.CallAsync(HttpMethod.Delete, $"leads/{id}");
            Assert.True((int)status is 200 or 202 or 204, $"{status}");
        }

        await FetchAsync(shop);

        Assert.Equal((0L, 0L, 0L), (shop.Shop.Count("users"), shop.Shop.Count("messages"), shop.Shop.Read(context => context.Fetches.LongCount(fetch => fetch.Kind == FetchKinds.LeadForm || fetch.Kind == FetchKinds.FacebookProfile))));
    }

    private static Task FetchAsync(GraphShop shop) => shop.Shop.Service<Fetcher>().RunAsync(CancellationToken.None);

    private static async Task WriteAsync(GraphShop shop, string payload) =>
        Assert.Equal(System.Net.HttpStatusCode.OK, await shop.Shop.SendAsync(Repository.Read($"Migochat.Tests/Payloads/{payload}.json")));

    private static async Task<System.Net.HttpStatusCode> PatchAsync(GraphShop shop, long id, string body)
    {
        using var request = Shop.Request(HttpMethod.Patch, $"leads/{id}");
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await shop.Shop.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static void ClaimUntil(GraphShop shop, int year) => shop.Shop.Store(context =>
        context.Fetches.ExecuteUpdate(row => row.SetProperty(fetch => fetch.ClaimedUntil, new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc))));

    private static bool IsOfLead(FakeCall call) => call.Path == $"/{Lead}";

    private static List<Fetch> Forms(GraphShop shop) => shop.Shop.Read(context => context.Fetches.Where(fetch => fetch.Kind == FetchKinds.LeadForm).ToList());

    private static Fetch Fetch(GraphShop shop) => Assert.Single(Forms(shop));

    private static (string Kind, string Target, FetchState State) Only(GraphShop shop, string kind) =>
        shop.Shop.Read(context => context.Fetches.Single(fetch => fetch.Kind == kind)) is var fetch ? (fetch.Kind, fetch.Target, fetch.State) : default;

    private static JsonObject Profile(string first, string last, string? picture) =>
        new() { ["first_name"] = first, ["last_name"] = last, ["name"] = $"{first} {last}", ["profile_pic"] = picture };

    private static JsonObject Answers(params (string Name, string Value)[] answers) => new()
    {
        ["id"] = Lead,
        ["field_data"] = new JsonArray([.. answers.Select(answer => new JsonObject { ["name"] = answer.Name, ["values"] = new JsonArray(answer.Value) })]),
    };
}
