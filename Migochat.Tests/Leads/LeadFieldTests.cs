using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Migochat.Api;
using Migochat.Data;
using Migochat.Leads;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Tests.Leads;

/// <summary>Every field of a lead is in all the places where it must be. A new field fails here until it is.</summary>
public sealed class LeadFieldTests
{
    /// <summary>A value that staff may set, for each field of the PATCH body but the reason.</summary>
    private static readonly Dictionary<string, JsonNode> Settable = new(StringComparer.Ordinal)
    {
        ["stage"] = "qualified",
        ["label"] = "warm",
        ["type"] = "vip",
        ["governorate"] = "giza",
        ["first_name"] = "منى",
        ["last_name"] = "عبد الله",
        ["phone"] = "+201009998887",
    };

    /// <summary>Columns whose value after a merge comes from the rows of both, not from a column.</summary>
    private static readonly string[] FromRows =
    [
        nameof(User.Id), nameof(User.Psid), nameof(User.Platform), nameof(User.CreatedAt), nameof(User.LastMessageAt), nameof(User.LastInboundAt),
        nameof(User.IsActive), nameof(User.FirstSource), nameof(User.FirstAdId), nameof(User.FirstPostId), nameof(User.SearchText),
        nameof(User.FieldSources),
    ];

    /// <summary>Columns that the rescoring computes after a merge.</summary>
    private static readonly string[] Rescored = [nameof(User.LeadScore), nameof(User.AuditedScore), nameof(User.ScoreDueAt)];

    [Fact]
    public void The_PATCH_body_is_described_with_its_fields()
    {
        var described = JsonNode.Parse(OpenApiDocument.Read())!["components"]!["schemas"]!;

        Assert.Equal(Names(typeof(LeadPatch)), Described(described["LeadPatch"]!));
        Assert.Equal(Names(typeof(LeadPatch)).Where(name => name != "reason"), Settable.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Names(typeof(PostPatch)), Described(described["PostNew"]!));
        Assert.Equal(Names(typeof(AdCampaignPatch)), Described(described["AdCampaignNew"]!));
    }

    [Theory]
    [InlineData("Lead")]
    [InlineData("LeadDetails")]
    public void The_fields_that_may_be_locked_are_described(string schema)
    {
        var described = JsonNode.Parse(OpenApiDocument.Read())!["components"]!["schemas"]![schema]!["properties"]!["locked"]!["items"]!["enum"]!.AsArray();
        var fields = typeof(LockedField).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(fields.Order(StringComparer.Ordinal), described.Select(name => (string)name!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_field_that_staff_set_is_shown_locked_audited_and_in_the_ETag()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(1);
        foreach (var (field, value) in Settable)
        {
            var (tag, locks, lines) = (await TagAsync(shop), shop.Read(context => context.Users.Single().Locked), Lines(shop));

            var (status, lead) = await shop.PatchAsync(new JsonObject { [field] = value.DeepClone() }.ToJsonString());

            Assert.Equal((field, HttpStatusCode.OK), (field, status));
            Assert.True(JsonNode.DeepEquals(value, lead![field]), field);
            Assert.NotEqual((field, tag), (field, await TagAsync(shop)));
            Assert.Equal((field, lines + 1), (field, Lines(shop)));
            Assert.True(field == "last_name" || locks != shop.Read(context => context.Users.Single().Locked), field);
        }
    }

    [Fact]
    public async Task A_merge_keeps_every_column_of_the_person_that_goes()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync("201001112223");
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.2", from: null, userId: "EG.7")]).Json(), secret: Shop.WhatsAppSecret);
        await shop.SendJsonAsync(HttpMethod.Patch, "leads/2", new JsonObject(Settable.Select(field => new KeyValuePair<string, JsonNode?>(field.Key, field.Value.DeepClone()))).ToJsonString());
        var optOut = new MarketingChoice(Wants: false, new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        shop.ChangeLead(2, lead => (lead.ProfilePic, lead.MarketingOptOutAt, lead.FieldSources) =
            ("https://pictures.example/1.jpg", optOut.OptOutAt, (FieldSources.Parse(lead.FieldSources) with { Marketing = optOut }).ToString()));
        var gone = shop.Read(context => context.Users.Single(lead => lead.Id == 2));

        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.3", userId: "EG.7")]).Json(), secret: Shop.WhatsAppSecret);

        var kept = shop.Read(context => context.Users.Single());
        Assert.Equal(1, kept.Id);
        foreach (var property in typeof(User).GetProperties().Where(property => !FromRows.Concat(Rescored).Contains(property.Name, StringComparer.Ordinal)))
        {
            var value = property.GetValue(gone);
            Assert.True(value is not null, $"{property.Name} has no value: set one above, so that the merge shows what becomes of it.");
            Assert.Equal((property.Name, value), (property.Name, property.GetValue(kept)));
        }
    }

    /// <summary>Lines of the audit trail that staff caused.</summary>
    private static int Lines(Shop shop) => shop.Read(context => context.LeadActivities.Count(activity => !activity.Automated));

    private static async Task<string> TagAsync(Shop shop)
    {
        using var response = await shop.Client.SendAsync(Shop.Request(HttpMethod.Get, "leads/1"));
        return response.Headers.ETag!.Tag;
    }

    private static IEnumerable<string> Names(Type type) =>
        type.GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Described(JsonNode schema) => schema["properties"]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal);
}
