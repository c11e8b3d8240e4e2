using System.Data.Common;
using System.Net;
using Migochat.Data;
using Migochat.Tests.Leads;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Settings;

public sealed class SettingChangesTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Every_change_is_recorded_with_both_values()
    {
        await using var shop = await Shop.OpenAsync();

        await shop.PutAsync("fb_page_ids", "1,2", actor: "Mona");
        await shop.PutAsync("fb_page_ids", "1");
        await shop.CallAsync(HttpMethod.Delete, "settings/fb_page_ids");
        await shop.CallAsync(HttpMethod.Delete, "settings/fb_page_ids");

        Assert.Equal(
            [
                new("fb_page_ids", SettingChangeKind.Set, null, "1,2", "Mona"),
                new("fb_page_ids", SettingChangeKind.Set, "1,2", "1", "admin"),
                new("fb_page_ids", SettingChangeKind.Removed, "1", null, "admin"),
            ],
            Trail(shop));
        Assert.Equal(0, shop.Count("app_settings"));
        Assert.Equal([Now], shop.Read(context => context.SettingChanges.Select(change => change.ChangedAt).Distinct().ToArray()));
    }

    [Fact]
    public async Task Of_a_secret_it_is_recorded_that_it_changed_and_no_more()
    {
        await using var shop = await Shop.OpenAsync();

        await shop.PutAsync("fb_verify_token", "first-canary-0123456789", actor: "Mona");
        await shop.PutAsync("fb_verify_token", "second-canary-0123456789");
        await shop.CallAsync(HttpMethod.Delete, "settings/fb_verify_token");

        Assert.Equal(
            [
                new("fb_verify_token", SettingChangeKind.Set, null, null, "Mona"),
                new("fb_verify_token", SettingChangeKind.Set, null, null, "admin"),
                new("fb_verify_token", SettingChangeKind.Removed, null, null, "admin"),
            ],
            Trail(shop));
        Assert.DoesNotContain(shop.Log.All, line => line.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_row_says_what_the_catalogue_says()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Store(context => context.Add(new AppSetting { Key = "gemini_api_key", Value = "old", Category = "misc", Description = "mine", UpdatedBy = "somebody" }));

        await shop.PutAsync("gemini_api_key", "new", actor: "Mona");

        var row = shop.Read(context => context.AppSettings.Single());
        Assert.Equal(
            ("new", "ai", true, "Key of the AI assistant.", Now, "Mona"),
            (row.Value, row.Category, row.IsSensitive, row.Description, row.UpdatedAt, row.UpdatedBy));
    }

    [Theory]
    [InlineData("UPDATE setting_changes SET actor = 'nobody'")]
    [InlineData("DELETE FROM setting_changes")]
    public async Task The_database_refuses_to_alter_a_record(string sql) => await RefusesAsync(sql);

    [SqliteTheory("INSERT OR REPLACE is its own")]
    [InlineData("INSERT OR REPLACE INTO setting_changes (id, key, actor) VALUES (1, 'admin_key', 'nobody')")]
    [InlineData("REPLACE INTO setting_changes (id, key, actor) VALUES (1, 'admin_key', 'nobody')")]
    public async Task The_database_refuses_to_replace_a_record(string sql) => await RefusesAsync(sql);

    private static async Task RefusesAsync(string sql)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.PutAsync("lead_warm_threshold", "35");
        var before = Trail(shop);

        var error = Assert.ThrowsAny<DbException>(() => shop.Rows(sql));

        Assert.Contains("setting_changes is append-only", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Trail(shop));
    }

    [Fact]
    public async Task Where_the_record_cannot_be_written_nothing_is_changed()
    {
        await using var shop = await Shop.OpenAsync();
        Poison.Add(shop, "INSERT", "setting_changes");

        var (status, _) = await shop.PutAsync("lead_warm_threshold", "35");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal(0, shop.Count("app_settings"));
        Assert.Equal("40", (await shop.GetAsync("settings/lead_warm_threshold"))["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task Many_at_once_are_each_recorded_and_each_follows_the_one_before()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        const int Writers = 16;
        const int Each = 15;

        var statuses = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var results = new List<HttpStatusCode>();
            for (var i = 0; i < Each; i++)
                results.Add((await shop.PutAsync("user_inactive_after_days", $"{1 + writer * Each + i}", actor: $"writer {writer}")).Status);
            return results;
        })));

        Assert.All(statuses.SelectMany(status => status), status => Assert.Equal(HttpStatusCode.OK, status));
        var trail = Trail(shop);
        Assert.Equal(Writers * Each, trail.Length);
        Assert.Equal(trail.SkipLast(1).Select(change => change.New), trail.Skip(1).Select(change => change.Old));
        Assert.Equal(trail[^1].New, shop.Read(context => context.AppSettings.Single().Value));
        Assert.Equal(trail[^1].New, (await shop.GetAsync("settings/user_inactive_after_days"))["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task Two_thresholds_at_once_never_come_too_close()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        await Task.WhenAll(
            Task.Run(() => EachAsync("lead_scoring_threshold", ["50", "90", "55", "100", "52"])),
            Task.Run(() => EachAsync("lead_warm_threshold", ["60", "30", "44", "80", "41"])));

        var (hot, warm) = (75, 40);
        foreach (var change in Trail(shop))
        {
            var value = int.Parse(change.New!, null);
            (hot, warm) = change.Key == "lead_scoring_threshold" ? (value, warm) : (hot, value);
            Assert.True(hot >= warm + 10, $"{hot} {warm}");
        }

        async Task EachAsync(string key, string[] values)
        {
            foreach (var value in Enumerable.Repeat(values, 4).SelectMany(one => one))
                await shop.PutAsync(key, value);
        }
    }

    [Fact]
    public async Task A_restart_keeps_what_was_set()
    {
        using var folder = new TemporaryFolder();
        var file = ("ConnectionStrings:Migochat", (string?)$"Data Source={folder.File("shop.db")}");
        await using (var first = await Shop.OpenAsync(file))
        {
            await first.PutAsync("lead_warm_threshold", "35", actor: "Mona");
            await first.PutAsync("admin_key", "an-admin-key, another-admin-key");
        }

        await using var second = await Shop.OpenAsync(file);
        var (status, setting) = await second.CallAsync(HttpMethod.Get, "settings/lead_warm_threshold", adminKey: "another-admin-key");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("35", "database", "Mona"), (setting!["value"]!.GetValue<string>(), setting["source"]!.GetValue<string>(), setting["last_change"]!["actor"]!.GetValue<string>()));
    }

    private static Change[] Trail(Shop shop) => shop.Read(context => context.SettingChanges
        .OrderBy(change => change.Id)
        .Select(change => new Change(change.Key, change.Kind, change.OldValue, change.NewValue, change.Actor))
        .ToArray());

    private sealed record Change(string Key, SettingChangeKind Kind, string? Old, string? New, string Actor);
}
