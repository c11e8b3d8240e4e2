using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Legacy;
using Migochat.Privacy;
using Migochat.Settings;
using Migochat.Tests.Data;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Privacy;

/// <summary>What an erasure takes and what it leaves, over HTTP.</summary>
public sealed class ErasureTests
{
    private const string Phone = "201001112223";
    private const string Other = "201112223334";

    /// <summary>Tables in which nobody is named, and what they are kept for.</summary>
    private static readonly string[] Kept =
    [
        "__EFMigrationsHistory", "__EFMigrationsLock", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4", // the file's own
        "ad_campaigns", "posts", // the shop's
        "app_settings", "setting_changes", "operator_actions", "lexicon_marks", "scoring_marks", "token_checks", // the service's
        "erasures", "deletion_requests", // keyed hashes and counts
    ];

    /// <summary>Tables whose rows go with the row that they point to.</summary>
    private static readonly string[] Following = ["dead_letter_people", "pending_receipt_people"];

    /// <summary>The same, without ids of their own.</summary>
    private static readonly string[] Keys = ["outbox_requests"];

    [Fact]
    public async Task Every_row_of_the_person_goes_and_no_other()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await PersonalData.FillAsync(shop);
        var before = Counts(shop);

        var (status, receipt) = await shop.CallAsync(HttpMethod.Delete, "leads/1");

        Assert.Equal(HttpStatusCode.OK, status);
        var rows = receipt!["rows"]!.AsObject().ToDictionary(row => row.Key, row => (long)row.Value!, StringComparer.Ordinal);
        Assert.Equal(
            new Dictionary<string, long>(StringComparer.Ordinal)
            {
                ["users"] = 1,
                ["user_identities"] = 2,
                ["messages"] = 3,
                ["outbox"] = 1,
                ["conversations"] = 1,
                ["lead_activities"] = 2,
                ["referrals"] = 1,
                ["pending_receipts"] = 3,
                ["thread_marks"] = 1,
                ["fetches"] = 1,
                ["dead_letters"] = 1,
            },
            rows);
        var after = Counts(shop);
        Assert.All(ErasureStore.Tables, table => Assert.Equal(before[table] - rows[table], after[table]));
        Assert.Equal(("1", "2"), (shop.Rows("SELECT count(*) AS n FROM messages WHERE user_id = 2")[0]["n"], shop.Rows("SELECT string_agg(id || '', ',') AS ids FROM users")[0]["ids"]));
        Assert.Equal("", await shop.IdsAsync($"leads?q={Phone}"));
        Assert.True((bool)receipt["completed"]!);
        Assert.All(Following, table => Assert.Empty(shop.Rows($"SELECT value FROM {table} WHERE value = '{Phone}'")));
        Assert.All(Following, table => Assert.NotEmpty(shop.Rows($"SELECT value FROM {table} WHERE value = '{Other}'")));
    }

    [Fact]
    public async Task What_came_after_the_look_and_before_the_write_lock_goes_too()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, (SettingKeys.ErasureHashKey, "a-key-of-the-tests"));
        await PersonalData.FillAsync(shop);
        Task<ErasureReceipt?> erasing;
        using (await shop.Service<WriteLock>().EnterAsync(CancellationToken.None))
        {
            erasing = shop.Service<Eraser>().EraseAsync(1, CancellationToken.None);
            Assert.False(erasing.IsCompleted);
            shop.Rows($$"""INSERT INTO dead_letters (id, kind, content_hash, envelope) VALUES (91, 'FAILED', 'later', '{"object":"whatsapp_business_account","from":"{{Phone}}"}')""");
            shop.Rows($"INSERT INTO dead_letter_people VALUES (91, '{Phone}')");
            shop.Rows("INSERT INTO pending_receipts (id, kind, target, discriminator, event_at, payload) VALUES (92, 'edit', 'wamid.later', '1', '2026-03-01 11:00:00.000000', '{}')");
            shop.Rows($"INSERT INTO pending_receipt_people VALUES (92, 'wa_phone', '{Phone}')");
        }

        var rows = (await erasing)!.Rows;

        Assert.Equal((2, 4), (rows["dead_letters"], rows["pending_receipts"]));
        Assert.Empty(shop.Rows("SELECT 1 FROM dead_letters WHERE id = 91 UNION ALL SELECT 1 FROM pending_receipts WHERE id = 92"));
    }

    [SqliteFact("its steps are counted")]
    public async Task An_erasure_costs_the_same_however_many_receipts_and_dead_letters_of_others_there_are()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await PersonalData.FillAsync(shop);
        using var connection = shop.Service<SqliteConnections>().Open();
        using var store = new ErasureStore(connection);
        Identity[] identities = [.. store.Identities(1)];
        int Erase()
        {
            connection.BeginWrite();
            var steps = SqliteSteps.Count(connection, () =>
            {
                store.Look(identities);
                store.Remove(1, identities, []);
            });
            connection.Rollback();
            return steps;
        }

        var among = Erase();
        for (var other = 0; other < 200; other++)
        {
            shop.Rows($"INSERT INTO dead_letters (kind, content_hash, envelope) VALUES ('FAILED', 'other-{other}', '{{}}')");
            shop.Rows($"INSERT INTO pending_receipts (kind, target, discriminator, event_at, payload) VALUES ('edit', 'wamid.other-{other}', '1', '2026-03-01 11:00:00.000000', '{{}}')");
        }

        // A look at each of them would be hundreds.
        Assert.InRange(Erase(), 1, among + 50);
    }

    [SqliteFact("a migration of its own")]
    public async Task Rows_of_before_are_listed_by_the_migration()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await PersonalData.FillAsync(shop);
        using var connection = shop.Service<SqliteConnections>().Open();
        const string All = "SELECT dead_letter_id, value FROM dead_letter_people UNION ALL SELECT pending_receipt_id, kind || value FROM pending_receipt_people ORDER BY 1, 2";
        var before = shop.Rows(All).Select(row => row["value"]).ToArray();
        shop.Rows("DELETE FROM dead_letter_people");
        shop.Rows("DELETE FROM pending_receipt_people");

        NamedPeople.Complete(connection);

        Assert.Equal(before, shop.Rows(All).Select(row => row["value"]));
        Assert.NotEmpty(before);
    }

    [Fact]
    public async Task An_erasure_by_a_clock_that_was_ahead_refuses_only_what_was_known_then()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1", Phone)]).Json(), secret: Shop.WhatsAppSecret);
        await shop.CallAsync(HttpMethod.Delete, "leads/1");
        // As if the clock had been a day ahead at the erasure, and right before and after it.
        shop.Rows("UPDATE erasures SET erased_at = '2026-03-02 12:00:00.000000'");
        var later = Texts.WhatsAppMessage("wamid.2", Phone);
        later["timestamp"] = $"{new DateTimeOffset(2026, 3, 1, 11, 59, 0, TimeSpan.Zero).ToUnixTimeSeconds()}";

        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1", Phone), Texts.WhatsAppMessage("wamid.3", Phone), later]).Json(), secret: Shop.WhatsAppSecret);

        Assert.Equal(["wamid.2"], shop.Rows("SELECT facebook_message_id AS id FROM messages").Select(row => row["id"]));
        await shop.CallAsync(HttpMethod.Delete, "leads/2");
        // The hash of the first message alone keeps the time of then.
        Assert.Single(shop.Rows("SELECT hash FROM erasures WHERE erased_at > '2026-03-02'"));
    }

    [Fact]
    public async Task A_key_beside_the_hashes_is_warned_of_in_the_receipt_and_in_the_log()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await using var safe = await Shop.OpenAsync(withTimers: false, (SettingKeys.ErasureHashKey, "a-key-of-the-tests"));
        foreach (var each in (Shop[])[shop, safe])
            await each.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1", Phone)]).Json(), secret: Shop.WhatsAppSecret);

        var (_, receipt) = await shop.CallAsync(HttpMethod.Delete, "leads/1");
        var (_, safeReceipt) = await safe.CallAsync(HttpMethod.Delete, "leads/1");
        foreach (var each in (Shop[])[shop, safe])
            await each.Service<SettingsReader>().RefreshAsync(CancellationToken.None);

        Assert.Contains("erasure_hash_key", (string)Assert.Single(receipt!["warnings"]!.AsArray())!, StringComparison.Ordinal);
        Assert.Empty(safeReceipt!["warnings"]!.AsArray());
        Assert.Single(shop.Log.All, line => line.Contains("erasure_hash_key lies in the database", StringComparison.Ordinal));
        Assert.DoesNotContain(safe.Log.All, line => line.Contains("erasure_hash_key lies in the database", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_phone_number_takes_a_slow_hash_and_one_of_before_is_recognised()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, (SettingKeys.ErasureHashKey, "a-key-of-the-tests"));
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1", Phone)]).Json(), secret: Shop.WhatsAppSecret);
        var fast = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("a-key-of-the-tests"), Encoding.UTF8.GetBytes($"wa_phone\n{Phone}")));

        await shop.CallAsync(HttpMethod.Delete, "leads/1");

        Assert.Empty(shop.Rows($"SELECT 1 FROM erasures WHERE hash = '{fast}' UNION ALL SELECT 1 FROM deletion_requests WHERE person_hash = '{fast}'"));
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.2", Phone)]).Json(), secret: Shop.WhatsAppSecret);
        Assert.Equal(0, shop.Count("messages"));
        shop.Rows($"DELETE FROM erasures");
        shop.Rows($"INSERT INTO erasures (hash, erased_at) VALUES ('{fast}', '2026-03-01 12:00:00.000000')");
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.2", Phone)]).Json(), secret: Shop.WhatsAppSecret);
        Assert.Equal(0, shop.Count("messages"));
    }

    [Fact]
    public async Task After_an_erasure_a_younger_person_costs_no_slow_hash_and_their_older_events_are_looked_up()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, (SettingKeys.ErasureHashKey, "a-key-of-the-tests"));
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1", Phone)]).Json(), secret: Shop.WhatsAppSecret);
        await shop.CallAsync(HttpMethod.Delete, "leads/1");
        shop.Time.Advance(TimeSpan.FromMinutes(1));
        var younger = Texts.WhatsAppMessage("wamid.2", Phone);
        younger["timestamp"] = $"{shop.Time.GetUtcNow().ToUnixTimeSeconds()}";
        await shop.SendAsync(Texts.WhatsApp([younger]).Json(), secret: Shop.WhatsAppSecret);

        Assert.Equal("2026-03-01 12:00:00.000000", Assert.Single(shop.Rows("SELECT erasure_unknown_before FROM user_identities"))["erasure_unknown_before"]);
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.3", Phone)]).Json(), secret: Shop.WhatsAppSecret);

        Assert.Equal(["wamid.2"], shop.Rows("SELECT facebook_message_id AS id FROM messages").Select(row => row["id"]));
    }

    [Fact]
    public async Task No_table_is_forgotten()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        using var database = shop.Database();
        var tables = database.Tables().Where(name => !name.StartsWith("users_search", StringComparison.Ordinal));

        Assert.Empty(tables.Except(ErasureStore.Tables).Except(Kept).Except(Following).Except(Keys));
        Assert.Empty(ErasureStore.Tables.Intersect(Kept, StringComparer.Ordinal));
    }

    [SqliteFact("the bytes of its file")]
    public async Task Nothing_of_the_person_is_left_in_the_bytes_of_the_file_and_its_log()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await ConverseAsync(shop);
        Assert.True(Found(shop, "ERASED") > 300);

        var (_, receipt) = await shop.CallAsync(HttpMethod.Delete, $"leads/{IdOf(shop, Phone)}");

        Assert.True((bool)receipt!["completed"]!);
        Assert.Equal((0, 0, 0, 0), (Found(shop, "ERASED"), Found(shop, "Gone"), Found(shop, "gone"), Found(shop, Phone[2..])));
        Assert.True(Found(shop, "OTHERS") > 300);
        using var database = shop.Database();
        database.AssertSound();
        Assert.DoesNotContain(shop.Log.All, line => line.Contains(Phone, StringComparison.Ordinal));
    }

    [SqliteFact("its write-ahead log")]
    public async Task Who_still_reads_the_old_state_delays_the_bytes_and_not_the_answer()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage(text: "ERASED")]).Json(), secret: Shop.WhatsAppSecret);
        using var reader = shop.Database();
        reader.Run("BEGIN");
        Assert.Equal(1, reader.Count("messages"));

        var answer = shop.CallAsync(HttpMethod.Delete, "leads/1");
        while (!answer.IsCompleted)
        {
            shop.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.False((bool)(await answer).Body!["completed"]!);
        reader.Run("COMMIT");
        Assert.True(await shop.Service<Eraser>().CompleteAsync());
        Assert.Equal(0, Found(shop, "ERASED"));
        Assert.NotNull(shop.Rows("SELECT completed_at FROM deletion_requests")[0]["completed_at"]);
    }

    [Fact]
    public async Task It_takes_the_admin_key_and_a_lead()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.CallAsync(HttpMethod.Delete, "leads/1", adminKey: null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.CallAsync(HttpMethod.Delete, "leads/1")).Status);
        Assert.Equal((0, 0), (shop.Count("erasures"), shop.Count("deletion_requests")));
    }

    [Fact]
    public async Task The_hashes_need_the_key_which_is_made_once_and_never_shown()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1", Phone), Texts.WhatsAppMessage("wamid.2", Other)]).Json(), secret: Shop.WhatsAppSecret);

        await shop.CallAsync(HttpMethod.Delete, "leads/1");
        await shop.CallAsync(HttpMethod.Delete, "leads/2");

        var key = Assert.Single(shop.Rows("SELECT value, is_sensitive FROM app_settings WHERE key = 'erasure_hash_key'"));
        Assert.Equal((64, "1"), (key["value"]!.Length, key["is_sensitive"]));
        var hasher = new ErasureHasher([key["value"]!]);
        string[] expected = [hasher.Of(new("wa_phone", Phone)), hasher.OfMessage("wamid.1"), hasher.Of(new("wa_phone", Other)), hasher.OfMessage("wamid.2")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), shop.Rows("SELECT hash FROM erasures ORDER BY hash").Select(row => row["hash"]!));
        Assert.DoesNotContain(shop.Log.All, line => line.Contains(key["value"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_erasure_whose_bytes_could_not_be_seen_to_is_told_as_done_and_not_completed()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1", Phone)]).Json(), secret: Shop.WhatsAppSecret);
        Poison.Add(shop, "UPDATE", "deletion_requests");

        var (status, receipt) = await shop.CallAsync(HttpMethod.Delete, "leads/1");

        Assert.Equal((HttpStatusCode.OK, false), (status, (bool?)receipt?["completed"]));
        Assert.Equal(0, shop.Count("users"));
        Poison.Remove(shop, "deletion_requests");
        Assert.True(await shop.Service<Eraser>().CompleteAsync());
        Assert.NotNull(shop.Rows("SELECT completed_at FROM deletion_requests")[0]["completed_at"]);
    }

    [Fact]
    public async Task A_key_that_is_gone_is_not_made_anew_since_then_the_erased_would_come_back()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1", Phone), Texts.WhatsAppMessage("wamid.2", Other)]).Json(), secret: Shop.WhatsAppSecret);
        await shop.CallAsync(HttpMethod.Delete, "leads/1");
        var key = shop.Rows("SELECT value FROM app_settings WHERE key = 'erasure_hash_key'")[0]["value"];
        await shop.CallAsync(HttpMethod.Delete, "settings/erasure_hash_key");

        var (status, problem) = await shop.CallAsync(HttpMethod.Delete, "leads/2");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("erasure_hash_key", (string)problem!["detail"]!, StringComparison.Ordinal);
        Assert.Equal((1, 0), (shop.Count("users"), shop.Count("app_settings")));
        await shop.SendJsonAsync(HttpMethod.Put, "settings/erasure_hash_key", $$"""{"value":"{{key}}"}""");
        Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Delete, "leads/2")).Status);
    }

    [Fact]
    public async Task Intake_and_erasure_at_once_leave_a_sound_file_and_only_what_came_later()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var erasures = 0;
        var senders = Enumerable.Range(0, 6).Select(sender => Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                var message = Texts.WhatsAppMessage($"wamid.{sender}.{i}", i % 3 == 0 ? Other : Phone, text: $"text {sender} {i}");
                Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(Texts.WhatsApp([message]).Json(), secret: Shop.WhatsAppSecret));
            }
        })).ToArray();
        var isOver = false;
        while (!isOver)
        {
            isOver = senders.All(sender => sender.IsCompleted);
            if (shop.Rows($"SELECT user_id FROM user_identities WHERE value = '{Phone}'") is [var row])
                erasures += (await shop.CallAsync(HttpMethod.Delete, $"leads/{row["user_id"]}")).Status == HttpStatusCode.OK ? 1 : 0;
        }

        await Task.WhenAll(senders);

        // All of them were written before the first erasure, whose clock stands still: none may be left or come back.
        Assert.Equal(1, erasures);
        Assert.Equal((120, 1, 0), (shop.Count("messages"), shop.Count("users"), shop.Count("dead_letters")));
        using var database = shop.Database();
        database.AssertSound();
    }

    /// <summary>Two people write, edit, are renamed and are spread over many pages of the file.</summary>
    private static async Task ConverseAsync(Shop shop)
    {
        for (var i = 0; i < 150; i++)
        {
            foreach (var (phone, word) in ((string, string)[])[(Phone, "ERASED"), (Other, "OTHERS")])
            {
                var text = new StringBuilder().Insert(0, $"{word}-{i} ", 1 + i * 7 % 97).ToString();
                var name = Texts.Contact(phone, name: $"{(word == "ERASED" ? "Gone" : "Here")}{i / 10} {word}");
                await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage($"wamid.{word}.{i}", phone, text: text)], [name]).Json(), secret: Shop.WhatsAppSecret);
                if (i % 3 == 0)
                    await shop.SendAsync(Texts.WhatsApp([EditOf($"wamid.{word}.{i / 2}", phone, text + text)]).Json(), secret: Shop.WhatsAppSecret);
            }
        }
    }

    private static JsonObject EditOf(string target, string phone, string text)
    {
        var edit = PersonalData.Edit(target, phone);
        edit["edit"]!["message"]!["text"]!["body"] = text;
        return edit;
    }

    private static string IdOf(Shop shop, string phone) => shop.Rows($"SELECT user_id FROM user_identities WHERE value = '{phone}'")[0]["user_id"]!;

    private static Dictionary<string, long> Counts(Shop shop) => ErasureStore.Tables.ToDictionary(table => table, shop.Count, StringComparer.Ordinal);

    /// <summary>How often a word stands in the bytes of the file and of its log.</summary>
    private static int Found(Shop shop, string word) => ((string[])[shop.File, shop.File + "-wal"]).Where(File.Exists).Sum(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().Count(Encoding.UTF8.GetBytes(word));
    });
}
