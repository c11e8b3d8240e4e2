using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;
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
            "leads 1, identities 2, messages 3, outbox 1, conversations 1, activities 3, referrals 1, thread_marks 1, pending_receipts 3, fetches 1, dead_letters 1",
            string.Join(", ", export.Where(list => list.Value is JsonArray).Select(list => $"{list.Key} {list.Value!.AsArray().Count}")));
        Assert.Equal(("بكام؟", "2026-03-01T11:55:00Z"), ((string)export["messages"]![0]!["message_text"]!, (string)export["messages"]![0]!["timestamp"]!));
        Assert.Equal(("+" + Phone, true), ((string)export["leads"]![0]!["phone_number"]!, (bool)export["leads"]![0]!["is_active"]!));
    }

    [Fact]
    public async Task Its_enums_are_said_as_everywhere_in_the_API()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await PersonalData.FillAsync(shop);
        shop.Rows("UPDATE users SET governorate = 'KAFR_EL_SHEIKH', customer_label = 'HOT', customer_type = 'VIP' WHERE id = 1");
        await using var context = await shop.Service<IDbContextFactory<MigochatDbContext>>().CreateDbContextAsync();
        var columns = context.Model.GetEntityTypes().Where(entity => ErasureStore.Tables.Contains(entity.GetTableName()))
            .SelectMany(entity => entity.GetProperties())
            .Where(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum)
            .Select(property => property.GetColumnName()).ToHashSet(StringComparer.Ordinal);

        var export = (await shop.CallAsync(HttpMethod.Get, "leads/1/export")).Body!.AsObject();

        var said = export.Select(list => list.Value).OfType<JsonArray>().SelectMany(list => list).SelectMany(row => row!.AsObject())
            .Where(field => columns.Contains(field.Key) && field.Value is not null).Select(field => (field.Key, Text: (string)field.Value!)).ToList();
        Assert.All(said, field => Assert.Matches("^[a-z_]+$", field.Text));
        Assert.Equal("kafr_el_sheikh", (string)export["leads"]![0]!["governorate"]!);
        Assert.Equal(["customer_label", "customer_type", "direction", "governorate", "kind", "lead_stage", "message_source", "price", "state", "status", "wants_answer"],
            columns.Intersect(said.Select(field => field.Key)).Except(["first_source", "post_type"]).Order(StringComparer.Ordinal));
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
    public async Task A_slow_client_holds_no_read_transaction_and_sees_no_file()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await PersonalData.FillAsync(shop);
        using var client = new LookingStream(() =>
        {
            if (TestPostgres.IsUsed)
            {
                Assert.Empty(shop.Rows("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'"));
                return;
            }

            Assert.Equal("0", shop.Rows("PRAGMA wal_checkpoint(TRUNCATE)")[0]["busy"]);
            Assert.DoesNotContain(Directory.GetFiles(Path.GetDirectoryName(shop.File)!), file => file.Contains("export", StringComparison.Ordinal));
        });

        await shop.Service<LeadExport>().WriteAsync(1, client, CancellationToken.None);

        Assert.Equal("2026-03-01T12:00:00Z", (string)JsonNode.Parse(client.ToArray())!["exported_at"]!);
    }

    /// <summary>A client at whose pace it is written.</summary>
    private sealed class LookingStream(Action look) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            look();
            return base.WriteAsync(buffer, cancellationToken);
        }
    }

    [Fact]
    public async Task It_takes_the_admin_key_and_a_lead()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.CallAsync(HttpMethod.Get, "leads/1/export", adminKey: null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.CallAsync(HttpMethod.Get, "leads/1/export")).Status);
    }
}
