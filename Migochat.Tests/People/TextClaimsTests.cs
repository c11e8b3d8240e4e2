using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Tests.Data;

namespace Migochat.Tests.People;

/// <summary>What a person's texts say is counted again after one of them was edited or deleted.</summary>
public sealed class TextClaimsTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [SqliteFact("its steps are counted")]
    public async Task A_recount_reads_no_more_of_a_long_history_than_of_a_short_one()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        using var connection = shop.Service<IDatabaseEngine>().Open();

        var few = StepsFor(connection, userId: 1, messages: 20);

        Assert.InRange(StepsFor(connection, userId: 2, messages: 2000), 1, few + 50);
    }

    [Fact]
    public async Task The_newest_text_counts_and_of_one_moment_the_greatest()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        using var connection = shop.Service<IDatabaseEngine>().Open();
        AddPerson(connection, 1);
        AddMessage(connection, 1, "2026-01-04 00:00:00.000000", "شكرا", """{"v":"1"}""");
        AddMessage(connection, 1, "2026-01-03 00:00:00.000000", "رقمي 01012345678", """{"v":"1","p":true}""");
        AddMessage(connection, 1, "2026-01-02 00:00:00.000000", "الجيزة", """{"v":"1","g":"giza"}""");
        AddMessage(connection, 1, "2026-01-02 00:00:00.000000", "القاهرة", """{"v":"1","g":"cairo"}""");
        AddMessage(connection, 1, "2026-01-01 00:00:00.000000", "اسوان 01112345678", """{"v":"1","g":"aswan","p":true}""");

        Recount(connection, 1);

        var person = Assert.Single(shop.Rows("SELECT governorate, phone_number FROM users"));
        Assert.Equal(("GIZA", "+201012345678"), (person["governorate"], person["phone_number"]));
    }

    [Fact]
    public async Task A_phone_whose_text_is_no_longer_kept_stays_until_a_newer_one()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        using var connection = shop.Service<IDatabaseEngine>().Open();
        AddPerson(connection, 1);
        AddMessage(connection, 1, "2026-01-03 00:00:00.000000", "رقمي 01012345678", """{"v":"1","p":true}""");
        AddMessage(connection, 1, "2026-01-02 00:00:00.000000", "رقمي 01112345678", """{"v":"1","p":true}""");
        Recount(connection, 1);

        connection.Execute("UPDATE messages SET message_text = NULL");
        Recount(connection, 1);
        Assert.Equal("+201012345678", connection.Scalar("SELECT phone_number FROM users"));

        AddMessage(connection, 1, "2026-01-04 00:00:00.000000", "رقمي 01212345678", """{"v":"1","p":true}""");
        Recount(connection, 1);
        Assert.Equal("+201212345678", connection.Scalar("SELECT phone_number FROM users"));
    }

    /// <summary>The steps of a recount where every message says something.</summary>
    private static int StepsFor(DatabaseConnection connection, long userId, int messages)
    {
        AddPerson(connection, userId);
        for (var i = 0; i < messages; i++)
            AddMessage(connection, userId, $"2026-01-01 00:{i / 60:00}:{i % 60:00}.000000", "القاهرة 01012345678", """{"v":"1","g":"cairo","p":true}""");
        return SqliteSteps.Count(connection, () => Recount(connection, userId));
    }

    private static void Recount(DatabaseConnection connection, long userId)
    {
        using var persons = new PersonStore(connection);
        using var history = new MessageHistory(connection);
        using var audit = new ClaimAudit(connection);
        connection.BeginWrite();
        new TextClaims(persons, history, audit).Recount(userId, Now);
        connection.Commit();
    }

    private static void AddPerson(DatabaseConnection connection, long userId) =>
        connection.Execute($"INSERT INTO users (id, psid, platform) VALUES ({userId}, '100000000000000{userId}', 'facebook')");

    private static void AddMessage(DatabaseConnection connection, long userId, string time, string text, string signals) => connection.Execute($"""
        INSERT INTO messages (user_id, sender_id, recipient_id, direction, timestamp, message_text, signals) VALUES ({userId}, '1', '2', 'INBOUND', '{time}', '{text}', '{signals}')
        """);
}
