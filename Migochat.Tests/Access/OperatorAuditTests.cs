using System.Net;
using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Access;

/// <summary>Who exports and erases people, and who reads, replays and discards dead letters.</summary>
public sealed class OperatorAuditTests
{
    [Theory]
    [InlineData("GET", "leads/1/export", OperatorActionKind.LeadExport, "lead_export")]
    [InlineData("DELETE", "leads/1", OperatorActionKind.LeadErasure, "lead_erasure")]
    [InlineData("GET", "dead-letters/1", OperatorActionKind.DeadLetterRead, "dead_letter_read")]
    [InlineData("POST", "dead-letters/1/replay", OperatorActionKind.DeadLetterReplay, "dead_letter_replay")]
    [InlineData("DELETE", "dead-letters/1", OperatorActionKind.DeadLetterDiscard, "dead_letter_discard")]
    public async Task An_action_leaves_who_did_it_and_a_line_in_the_log(string method, string path, OperatorActionKind kind, string word)
    {
        await using var shop = await ShopAsync();

        Assert.True((int)await CallAsync(shop, method, path, "منى") < 300);
        Assert.True((int)await CallAsync(shop, method, path, null) is < 300 or 404);

        var actions = shop.Read(context => context.OperatorActions.OrderBy(action => action.Id).ToArray());
        Assert.Equal((kind, 1, "منى", shop.Time.GetUtcNow().UtcDateTime), (actions[0].Kind, actions[0].SubjectId, actions[0].Actor, actions[0].StartedAt));
        Assert.All(actions[1..], action => Assert.Equal("admin", action.Actor));
        Assert.Contains($"Information: Operator action 1: {word} of 1", shop.Log.All);
        Assert.DoesNotContain(shop.Log.All, line => line.Contains("منى", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "leads/7/export")]
    [InlineData("DELETE", "leads/7")]
    [InlineData("GET", "dead-letters/7")]
    [InlineData("POST", "dead-letters/7/replay")]
    [InlineData("DELETE", "dead-letters/7")]
    public async Task What_is_not_there_leaves_nothing(string method, string path)
    {
        await using var shop = await ShopAsync();

        Assert.Equal(HttpStatusCode.NotFound, await CallAsync(shop, method, path, "Mona"));

        Assert.Equal(0, shop.Count("operator_actions"));
    }

    [Fact]
    public async Task Nothing_is_done_that_can_not_be_recorded()
    {
        await using var shop = await ShopAsync();
        Poison.Add(shop, "INSERT", "operator_actions");

        foreach (var (method, path) in ((string, string)[])[("GET", "leads/1/export"), ("DELETE", "leads/1"), ("DELETE", "dead-letters/1")])
            Assert.Equal(HttpStatusCode.InternalServerError, await CallAsync(shop, method, path, "Mona"));

        Assert.Equal((1, 1), (shop.Count("users"), shop.Count("dead_letters")));
    }

    [Fact]
    public async Task An_export_is_in_the_leads_own_audit_trail()
    {
        await using var shop = await ShopAsync();

        await CallAsync(shop, "GET", "leads/1/export", "Mona");

        var activity = (await shop.GetAsync("leads/1/activities"))["items"]![0]!;
        JsonAssert.Has(activity, ("type", "export"), ("actor", "Mona"), ("automated", "false"), ("timestamp", "2026-03-01T12:00:00Z"));
    }

    private static async Task<Shop> ShopAsync()
    {
        var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync("201001112223");
        await shop.SendAsync(Texts.Messenger(new JsonObject { ["from_the_future"] = 1 }).Json());
        return shop;
    }

    private static async Task<HttpStatusCode> CallAsync(Shop shop, string method, string path, string? actor)
    {
        using var request = Shop.Request(new HttpMethod(method), path);
        if (actor is not null)
            request.Headers.Add("X-Actor", Uri.EscapeDataString(actor));
        using var response = await shop.Client.SendAsync(request);
        return response.StatusCode;
    }
}
