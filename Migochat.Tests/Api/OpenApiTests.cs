using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Migochat.Data;
using Migochat.LocalHost.Routing;
using Migochat.Settings;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Api;

/// <summary>The description of the API says what the functions do.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_route_and_method_is_described_and_no_other()
    {
        await using var shop = await Shop.OpenAsync();
        var document = await shop.GetAsync("openapi.json");
        var functions = FunctionCatalogue.From(FunctionCatalogue.AppTypes).Http.SelectMany(function => function.Methods.Select(method =>
            $"{method.ToLowerInvariant()} /{function.Route.Replace(":long", "", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal)} {function.Name} {function.Level == AuthorizationLevel.Function}"));

        var described = from path in document["paths"]!.AsObject()
                        from operation in path.Value!.AsObject()
                        let wantsKey = operation.Value!["security"]!.AsArray().Any(scheme => scheme!.AsObject().ContainsKey("function_key"))
                        select $"{operation.Key} {path.Key} {operation.Value["operationId"]} {wantsKey}";

        Assert.Equal(functions.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.Equal("3.1.0", document["openapi"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_answered_has_the_members_and_values_that_are_described()
    {
        await using var shop = await Shop.OpenAsync();
        await FillAsync(shop);
        var document = await shop.GetAsync("openapi.json");

        foreach (var (path, operations) in document["paths"]!.AsObject().Where(path => path.Value!.AsObject().ContainsKey("get") && !path.Key.Contains("channel", StringComparison.Ordinal) && !path.Key.Contains("code", StringComparison.Ordinal) && !path.Key.Contains("attachments", StringComparison.Ordinal)))
        {
            var answer = await shop.GetAsync(path[1..].Replace("{id}", "1", StringComparison.Ordinal).Replace("{key}", "lead_warm_threshold", StringComparison.Ordinal));
            var schema = operations!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
            Assert.Empty(Schemas.Differences(document, schema, answer, path));
            if (answer["items"] is JsonArray items && !path.EndsWith('}'))
                Assert.NotEmpty(items);
        }
    }

    [Theory]
    [InlineData("Lead", "stage", typeof(LeadStage))]
    [InlineData("Lead", "label", typeof(CustomerLabel))]
    [InlineData("Lead", "type", typeof(CustomerType))]
    [InlineData("Lead", "governorate", typeof(Governorate))]
    [InlineData("Lead", "source", typeof(MessageSource))]
    [InlineData("LeadPatch", "stage", typeof(LeadStage))]
    [InlineData("LeadPatch", "governorate", typeof(Governorate))]
    [InlineData("Message", "direction", typeof(MessageDirection))]
    [InlineData("Message", "status", typeof(MessageStatus))]
    [InlineData("Post", "type", typeof(PostType))]
    [InlineData("Reply", "state", typeof(ReplyState))]
    [InlineData("Reply", "price", typeof(ReplyPrice))]
    [InlineData("DeadLetter", "kind", typeof(DeadLetterKind))]
    [InlineData("Setting", "source", typeof(SettingSource))]
    [InlineData("LastSettingChange", "kind", typeof(SettingChangeKind))]
    public async Task Enums_are_described_with_all_their_values(string schema, string member, Type type)
    {
        await using var shop = await Shop.OpenAsync();
        var names = (IReadOnlyCollection<string>)typeof(EnumText).GetMethod(nameof(EnumText.WireNames))!.MakeGenericMethod(type).Invoke(null, null)!;

        var described = (await shop.GetAsync("openapi.json"))["components"]!["schemas"]![schema]!["properties"]![member]!["enum"]!.AsArray();

        Assert.Equal(names, described.Where(value => value is not null).Select(value => value!.GetValue<string>()));
    }

    private static async Task FillAsync(Shop shop)
    {
        shop.Store(context => context.AddRange(
            new Post { FacebookPostId = "p_1", PostType = PostType.Ad, PostData = "{}" },
            new AdCampaign { FacebookAdId = "a_1", TargetAudience = "{}" },
            new AppSetting { Key = "lead_warm_threshold", Value = "35" }));
        await shop.WritesAsync("201001112223", name: "منى عبد الله");
        shop.AddLeads(lead => lead.PhoneNumber = "+201001112223");
        shop.Store(context => context.Add(new Reply { UserId = 1, Channel = Platform.WhatsApp, BusinessId = Texts.PhoneNumberId, RecipientId = "201001112223", Content = """{"text":"أهلا"}""", Mark = "m" }));
        shop.Store(context => context.Add(new Reply
        {
            UserId = 1,
            Channel = Platform.WhatsApp,
            BusinessId = Texts.PhoneNumberId,
            Content = """{"text":"أهلا"}""",
            Mark = "n",
            State = ReplyState.Sent,
            SendingAt = shop.Time.GetUtcNow().UtcDateTime,
        }));
        shop.ChangeLead(1, lead => (lead.FirstPostId, lead.FirstAdId) = (1, 1));
        await shop.PatchAsync("""{"stage":"convert","label":"hot","type":"vip","governorate":"giza"}""");
        await shop.SendAsync(Texts.Messenger(new JsonObject { ["from_the_future"] = 1 }).Json());
    }
}
