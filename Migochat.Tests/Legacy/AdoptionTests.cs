using Migochat.Data;
using Migochat.Tests.Data;

namespace Migochat.Tests.Legacy;

public sealed class AdoptionTests : IDisposable
{
    private readonly DatabaseInFolder _database = DatabaseInFolder.OfPredecessor();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("users")]
    [InlineData("messages")]
    [InlineData("conversations")]
    [InlineData("lead_activities")]
    [InlineData("posts")]
    [InlineData("ad_campaigns")]
    [InlineData("app_settings")]
    public async Task Every_row_is_there_under_its_id(string table)
    {
        var before = _database.Rows($"SELECT id FROM {table} ORDER BY id");

        await _database.PrepareAsync();

        Assert.NotEmpty(before);
        Assert.Equal(before, _database.Rows($"SELECT id FROM {table} ORDER BY id"));
    }

    [Fact]
    public async Task People_keep_their_columns_and_gain_what_their_messages_say()
    {
        await _database.PrepareAsync();

        var row = Assert.Single(_database.Rows("""
            SELECT psid, first_name, governorate, platform, created_at, last_message_at, is_active, lead_stage, customer_label, customer_type, lead_score,
                   last_stage_change, first_source, first_ad_id, first_post_id, last_inbound_at, field_sources, locked, audited_score
            FROM users WHERE id = 1
            """));
        Assert.Equal(
            "24680135791113|منى|RED_SEA|facebook|2025-11-01 08:00:00.123456|2025-11-06 08:00:00.123456|1|NURTURE|WARM|NEW|42|2025-11-02 08:00:00.123456"
            + """|AD_MESSAGE|4||2025-11-06 08:00:00.123456|{"first_touch":"2025-11-01T08:01:00.123456Z"}||42""",
            row);
    }

    [Fact]
    public async Task Messages_keep_their_columns_and_count_as_received_when_they_were_sent()
    {
        await _database.PrepareAsync();

        var row = Assert.Single(_database.Rows("""
            SELECT user_id, sender_id, recipient_id, message_text, direction, status, timestamp, facebook_message_id, message_type, message_metadata,
                   platform, message_source, post_id, post_type, ad_id, comment_id, referral_source, signals, received_at
            FROM messages WHERE id = 10
            """));
        Assert.Equal(
            "1|24680135791113|100200300|بكام؟ 🙂|INBOUND|SENT|2025-11-01 08:01:00.123456|m_a2|text|"
            + """{"ctwa_clid":"abc"}|facebook|AD_MESSAGE|||4||ADS||2025-11-01 08:01:00.123456""",
            row);
    }

    [Fact]
    public async Task What_is_missing_becomes_the_contracts_default_and_times_become_UTC()
    {
        await _database.PrepareAsync();

        Assert.Equal(
            [
                "12|facebook|CAIRO|2025-11-03 08:00:00.000000||1|QUALIFIED|0|2025-11-03 08:00:00.000000",
                "13|facebook||2025-11-04 07:00:00.000000|2025-11-04 07:00:00.000000|1|INTAKE|0|2025-11-04 07:00:00.000000",
            ],
            _database.Rows("SELECT id, platform, governorate, created_at, last_message_at, is_active, lead_stage, lead_score, last_stage_change FROM users WHERE id > 9"));
        Assert.Equal(
            ["SENT|text|facebook|DIRECT_MESSAGE|2025-11-04 07:00:00.000000"],
            _database.Rows("SELECT status, message_type, platform, message_source, timestamp FROM messages WHERE id = 40"));
        Assert.Equal(
            ["2025-11-03 10:00:00.500000|2025-11-03 10:00:00.500000|1|0"],
            _database.Rows("SELECT started_at, last_activity, is_active, message_count FROM conversations WHERE id = 9"));
        Assert.Equal(["2025-11-03 10:00:00.000000|1"], _database.Rows("SELECT timestamp, automated FROM lead_activities WHERE id = 8"));
        Assert.Equal(["|0|admin|26"], _database.Rows("SELECT value, is_sensitive, updated_by, length(updated_at) FROM app_settings WHERE id = 5"));
    }

    [Fact]
    public async Task Metadata_that_is_no_JSON_is_kept_inside_some()
    {
        await _database.PrepareAsync();

        Assert.Equal(["""{"legacy":"no json"}"""], _database.Rows("SELECT message_metadata FROM messages WHERE id = 13"));
    }

    [Fact]
    public async Task Each_person_gets_the_identity_that_the_psid_was_and_the_oldest_row_that_of_a_shared_number()
    {
        await _database.PrepareAsync();

        Assert.Equal(
            [
                "1|facebook|24680135791113|2025-11-06 08:00:00.123456",
                "2|instagram|17841400000000042|2025-11-01 08:00:00.123456",
                "5|wa_phone|201001234567|2025-11-02 08:01:00.123456",
                "8|wa_user|EG.1234567890|2025-11-04 08:00:00.123456",
                "9|leadgen|555000111|2025-11-05 08:00:00.123456",
                "12|facebook|no-defaults|2025-11-03 08:00:00.000000",
                "13|facebook|no-times-but-one|2025-11-04 07:00:00.000000",
            ],
            _database.Rows("SELECT user_id, kind, value, seen_at FROM user_identities ORDER BY user_id"));
    }

    [Fact]
    public async Task WhatsApp_psids_become_digits_and_plain_phones_become_E164()
    {
        await _database.PrepareAsync();

        Assert.Equal(
            [
                "5|201001234567|+201001234567",
                "7|+201001234567|+201001234567",
                "8|EG.1234567890|ask Omar",
                "9|lead_555000111|+201223334445",
            ],
            _database.Rows("SELECT id, psid, phone_number FROM users WHERE id BETWEEN 5 AND 9 ORDER BY id"));
    }

    [Fact]
    public async Task Digits_that_a_person_of_another_platform_has_as_psid_stay_with_that_person()
    {
        _database.Execute("INSERT INTO users (id, psid, platform) VALUES (20, '966500000001', 'facebook'), (21, '+966500000001', 'whatsapp')");

        await _database.PrepareAsync();

        Assert.Equal(["20|966500000001|", "21|+966500000001|+966500000001"], _database.Rows("SELECT id, psid, phone_number FROM users WHERE id >= 20 ORDER BY id"));
        Assert.Equal(
            ["20|facebook|966500000001", "21|wa_phone|966500000001"],
            _database.Rows("SELECT user_id, kind, value FROM user_identities WHERE user_id >= 20 ORDER BY user_id"));
    }

    [Fact]
    public async Task Of_equally_early_messages_the_smallest_id_is_the_first_touch()
    {
        await _database.PrepareAsync();

        Assert.Equal(["STORY_REPLY"], _database.Rows("SELECT first_source FROM users WHERE id = 5"));
    }

    [Fact]
    public async Task Only_the_newest_of_a_persons_active_conversations_stays_active()
    {
        await _database.PrepareAsync();

        Assert.Equal(["1|0", "2|1", "3|0", "9|1"], _database.Rows("SELECT id, is_active FROM conversations ORDER BY id"));
    }

    [Fact]
    public async Task A_conversation_waits_since_its_first_message_after_the_last_answer()
    {
        await _database.PrepareAsync();

        Assert.Equal(
            ["1|2025-11-01 08:09:00.123456", "2|2025-11-06 08:00:00.123456", "3|2025-11-02 08:01:00.123456", "9|"],
            _database.Rows("SELECT id, waiting_since FROM conversations ORDER BY id"));
    }

    [Fact]
    public async Task Everybody_is_due_for_rescoring()
    {
        await _database.PrepareAsync();

        Assert.Equal(["8|8"], _database.Rows($"SELECT count(*), sum(score_due_at <= {UtcText.SqlNow}) FROM users"));
    }

    [Fact]
    public async Task The_adopted_schema_is_that_of_a_new_file()
    {
        using var created = DatabaseInFolder.Empty();
        const string Schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2";

        await created.PrepareAsync();
        await _database.PrepareAsync();

        Assert.Equal(created.Rows(Schema), _database.Rows(Schema));
        Assert.Equal(["ok"], _database.Rows("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Preparing_again_changes_nothing()
    {
        for (var start = 0; start < 3; start++)
            await _database.PrepareAsync();
        var before = _database.Fingerprint();

        await _database.PrepareAsync();

        Assert.Equal(before, _database.Fingerprint());
        Assert.Equal(["migochat.db"], _database.Names);
    }

    [Fact]
    public async Task The_file_is_its_owners_alone()
    {
        await _database.PrepareAsync();

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_database.FilePath));
    }

    [Fact]
    public async Task Rows_that_are_only_in_the_write_ahead_log_come_along()
    {
        using var crashed = DatabaseInFolder.Empty();
        using (var writer = _database.Open())
        {
            writer.Execute("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; INSERT INTO users (id, psid) VALUES (99, 'late')");
            File.Copy(_database.FilePath, crashed.FilePath);
            File.Copy(_database.FilePath + "-wal", crashed.FilePath + "-wal");
        }

        await crashed.PrepareAsync();

        Assert.Equal(["late"], crashed.Rows("SELECT psid FROM users WHERE id = 99"));
        Assert.Equal(["migochat.db", $"migochat.db.before-{MigrationIds.All[^1]}"], crashed.Names);
    }
}
