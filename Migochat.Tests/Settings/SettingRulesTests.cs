using System.Net;
using Migochat.Settings;

namespace Migochat.Tests.Settings;

/// <summary>Which values each key takes.</summary>
public sealed class SettingRulesTests
{
    private static readonly string Long = new('x', 4096);

    private static readonly string[] Secrets = ["s", "a secret", "سر", "old,new", " old , new ,", Long];
    private static readonly string[] NoSecrets = ["", " ", "a\u0000b", "a\nb", "a\u0085b", Long + "x"];
    private static readonly string[] Ids = ["1", "104512345678901", "1,2", " 1 , 2,", new('9', 30)];
    private static readonly string[] NoIds = ["", ",", "a", "1,b", "1;2", "1 2", "-1", "١٢٣", new('9', 31), string.Concat(Enumerable.Repeat("1234567,", 513))];
    private static readonly string[] Days = ["1", "30", " 60 ", "3650"];
    private static readonly string[] NoDays = ["", "0", "-1", "1.5", "3651", "99999999999", "many", "١٠", "1e2", "0x10"];

    private static readonly (string[] Valid, string[] Invalid) Rates =
        (["0", "0.18", " 3.2 ", "1000", "0.000001"], ["", "-1", "0,18", "1,000.5", "1000.1", "0.0000001", "1e2", "free", "١٫٥"]);

    private static readonly string[] Addresses =
        ["https://shop.example", "HTTPS://shop.example/", "https://shop.example:8443/chat", "http://127.0.0.1:7071", "http://localhost", "http://[::1]:80/"];
    private static readonly string[] NoAddresses =
    [
        "", "shop.example", "/chat", "http://shop.example", "ftp://shop.example", "https:shop.example", "https://", "https://a b", "https://u:p@shop.example",
        "https://shop.example?q=1", "https://shop.example/#top", "javascript:alert(1)", "http://127.0.0.1.shop.example", "https://shop.example/" + Long,
    ];

    private static readonly Dictionary<string, (string[] Valid, string[] Invalid)> Values = new(StringComparer.Ordinal)
    {
        ["fb_app_secret"] = (Secrets, [.. NoSecrets, ",", " , "]),
        ["fb_app_id"] = (["1", "634974688087057"], ["", "12a", "1,2", "-1", "1234567890123456789012345678901"]),
        ["fb_verify_token"] = (Secrets, [.. NoSecrets, ","]),
        ["fb_page_access_token"] = (Secrets, [.. NoSecrets, ","]),
        ["ads_access_token"] = (Secrets, [.. NoSecrets, ","]),
        ["graph_base_url"] = (Addresses, NoAddresses),
        ["graph_version"] = (["v26.0", " v27.0", "v100.1"], ["", "26.0", "v26", "v26.0/", "v.0", "v0.0", "v26.0.1", "latest"]),
        ["fb_page_ids"] = (Ids, NoIds),
        ["instagram_app_secret"] = (Secrets, [.. NoSecrets, ","]),
        ["instagram_access_token"] = (Secrets, [.. NoSecrets, ","]),
        ["instagram_base_url"] = (Addresses, NoAddresses),
        ["instagram_account_ids"] = (Ids, NoIds),
        ["whatsapp_app_secret"] = (Secrets, [.. NoSecrets, ","]),
        ["whatsapp_verify_token"] = (Secrets, [.. NoSecrets, ","]),
        ["whatsapp_access_token"] = (Secrets, [.. NoSecrets, ","]),
        ["whatsapp_phone_number_ids"] = (Ids, NoIds),
        ["gemini_api_key"] = (Secrets, NoSecrets),
        ["admin_key"] = (Secrets, [.. NoSecrets, ","]),
        ["erasure_hash_key"] = (Secrets, [.. NoSecrets, ","]),
        ["public_base_url"] = (Addresses, NoAddresses),
        ["lead_scoring_threshold"] = (["50", "75", " 100 "], ["", "0", "24", "49", "101", "75.0", "hot", "-75"]), // beside warm 40
        ["lead_warm_threshold"] = (["15", "40", "65"], ["", "0", "14", "66", "91", "40%", "warm"]), // beside hot 75
        ["lead_lost_after_days"] = (Days, NoDays),
        ["conversation_idle_hours"] = (["1", "24", "8760"], ["", "0", "-24", "1.5", "8761", "a day"]),
        ["user_inactive_after_days"] = (Days, NoDays),
        ["courtesy_waits"] = (["true", "false"], ["", "yes", "1", "True", "on"]),
        ["human_agent"] = (["true", "false"], ["", "yes", "1", "True", "on"]),
        ["reply_join_seconds"] = (["0", "5", "30"], ["", "-1", "31", "1.5"]),
        ["replies_per_second"] = (["1", "40", "1000"], ["", "0", "-1", "1001", "2.5"]),
        ["whatsapp_rate"] = Rates,
        ["whatsapp_marketing_rate"] = Rates,
        ["retention_days"] = (Days, NoDays),
    };

    public static TheoryData<string> Keys => [.. SettingCatalogue.All.Select(setting => setting.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_value_is_usable_or_its_key_is_named(string key)
    {
        foreach (var value in Values[key].Valid)
        {
            var snapshot = With(key, value);
            Assert.True(snapshot.Unusable.Count == 0, value);
            Assert.Equal((value.Trim(), SettingSource.AppSetting, null), (snapshot.Value(key), snapshot.Source(key), snapshot.Ignored(key)));
        }

        foreach (var value in Values[key].Invalid.Where(value => !string.IsNullOrWhiteSpace(value)))
        {
            var snapshot = With(key, value);
            Assert.Contains(key, snapshot.Unusable);
            if (SettingCatalogue.Find(key)!.HoldsAnyway)
                Assert.Equal((value.Trim(), SettingSource.AppSetting, null), (snapshot.Value(key), snapshot.Source(key), snapshot.Ignored(key)));
            else
                Assert.Equal((SettingCatalogue.Find(key)!.Default, SettingSource.Default, SettingSource.AppSetting), (snapshot.Value(key), snapshot.Source(key), snapshot.Ignored(key)));
        }
    }

    [Fact]
    public async Task Over_HTTP_a_value_is_taken_or_refused_with_the_rule()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        foreach (var (key, value) in Values.SelectMany(pair => pair.Value.Invalid, (pair, value) => (pair.Key, value)))
        {
            var (status, problem) = await shop.PutAsync(key, value);
            Assert.True((int)status == 422, $"{status}: {key} {value}");
            Assert.Equal((SettingCatalogue.Find(key)!.Rule.Sentence, "value"), (problem!["detail"]!.GetValue<string>(), problem["field"]!.GetValue<string>()));
        }

        Assert.Equal((0, 0), (shop.Count("app_settings"), shop.Count("setting_changes")));
        foreach (var (key, value) in Values.SelectMany(pair => pair.Value.Valid, (pair, value) => (pair.Key, value)))
        {
            Assert.Equal(HttpStatusCode.OK, (await shop.PutAsync(key, value, isConfirmed: true)).Status);
            Assert.Equal(value.Trim(), shop.Rows($"SELECT value FROM app_settings WHERE key = '{key}'")[0]["value"]);
            // So that the next one may be set though the admin key was changed.
            shop.Rows("DELETE FROM app_settings");
            await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);
        }
    }

    [Fact]
    public void Every_key_is_in_the_table() => Assert.Equal(SettingCatalogue.All.Select(setting => setting.Key), Values.Keys);

    [Fact]
    public void A_default_keeps_its_own_rule() =>
        Assert.All(SettingCatalogue.All, setting => Assert.True(setting.Default is null || setting.Rule.Accepts(setting.Default), setting.Key));

    private static SettingsSnapshot With(string key, string value) =>
        new(new Dictionary<string, SettingValue>(StringComparer.Ordinal) { [key] = new(value, SettingSource.AppSetting) });
}
