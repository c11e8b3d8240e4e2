using System.Net;
using System.Text.Json.Nodes;
using Migochat.Privacy;

namespace Migochat.Tests.Privacy;

public sealed class ExportTests
{
    private const string Phone = "201001112223";

    [Fact]
    public async Task Everything_held_about_a_person_is_in_one_file()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await PersonalData.FillAsync(shop);

        using var response = await shop.Client.SendAsync(Shop.Request(HttpMethod.Get, "leads/1/export"));
        var export = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

        Assert.Equal("attachment; filename=lead-1.json; filename*=UTF-8''lead-1.json", response.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("2026-03-01T12:00:00Z", (string)export["exported_at"]!);
        Assert.Equal(
            "leads 1, identities 2, messages 3, conversations 1, activities 2, referrals 1, thread_marks 1, pending_receipts 3, fetches 1, dead_letters 1",
            string.Join(", ", export.Where(list => list.Value is JsonArray).Select(list => $"{list.Key} {list.Value!.AsArray().Count}")));
        Assert.Equal(("بكام؟", "2026-03-01T11:55:00Z"), ((string)export["messages"]![0]!["message_text"]!, (string)export["messages"]![0]!["timestamp"]!));
        Assert.Equal(("+" + Phone, true), ((string)export["leads"]![0]!["phone_number"]!, (bool)export["leads"]![0]!["is_active"]!));
    }

    [Fact]
    public async Task What_is_exported_is_what_an_erasure_takes()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await PersonalData.FillAsync(shop);
        var lists = (await shop.CallAsync(HttpMethod.Get, "leads/1/export")).Body!.AsObject().Select(list => list.Value).OfType<JsonArray>().Select(list => list.Count);

        var rows = (await shop.CallAsync(HttpMethod.Delete, "leads/1")).Body!["rows"]!.AsObject().Select(row => (int)row.Value!);

        Assert.Equal(ErasureStore.Tables.Count, lists.Count());
        Assert.Equal(rows.Order(), lists.Order());
    }

    [Fact]
    public async Task It_takes_the_admin_key_and_a_lead()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.CallAsync(HttpMethod.Get, "leads/1/export", adminKey: null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.CallAsync(HttpMethod.Get, "leads/1/export")).Status);
    }
}
