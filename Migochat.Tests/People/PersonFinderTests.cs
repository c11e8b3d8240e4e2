using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Privacy;
using Migochat.Settings;
using Migochat.Webhooks;
using SQLitePCL;

namespace Migochat.Tests.People;

/// <summary>Chains of changed ids, each of which says only which one came before it.</summary>
public sealed class PersonFinderTests
{
    private const int Long = 20_000;
    private const int SmallStack = 256 * 1024;

    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly IntakeSettings Settings = new(TimeSpan.FromHours(24), TimeSpan.FromDays(90));

    public enum Order
    {
        Forward,
        Backward,
        Shuffled,
        PersonFirst,
    }

    [SqliteTheory("its steps are counted")]
    [InlineData(Order.Forward)]
    [InlineData(Order.Backward)]
    [InlineData(Order.Shuffled)]
    [InlineData(Order.PersonFirst)]
    public void A_chain_of_any_length_is_one_person_and_takes_work_in_its_proportion(Order order)
    {
        var eighth = StepsOf(Long / 8, order);
        var whole = StepsOf(Long, order);

        Assert.InRange(whole, eighth, 10 * eighth);
    }

    /// <summary>Connects the chain on a thread with a small stack, and checks what came of it.</summary>
    /// <returns>SQLite's steps, in hundreds.</returns>
    private long StepsOf(int length, Order order)
    {
        using var database = new TestDatabase();
        using var connection = database.Engine.Open();
        var sqlite = (SqliteConnection)connection.Inner;
        long steps = 0;
        raw.sqlite3_progress_handler(sqlite.Handle, 100, Count, null);
        var thread = new Thread(() => Connect(connection, length, order), SmallStack);
        thread.Start();
        thread.Join();
        raw.sqlite3_progress_handler(sqlite.Handle, 0, null, null);

        var person = Assert.Single(connection.Rows("SELECT psid FROM users"));
        Assert.Equal($"EG.{length}", person["psid"]);
        Assert.Equal(length + 1, connection.Count("user_identities"));
        Assert.Equal(0, connection.Count("pending_receipts"));
        return steps;

        int Count(object? _)
        {
            steps++;
            return 0;
        }
    }

    private static void Connect(DatabaseConnection connection, int length, Order order)
    {
        using var persons = new PersonStore(connection);
        using var messages = new MessageStore(connection);
        using var history = new MessageHistory(connection);
        using var referrals = new ReferralStore(connection);
        using var marks = new WatermarkStore(connection);
        using var sentElsewhere = new SentElsewhereStore(connection);
        using var audit = new ClaimAudit(connection);
        using var merges = new PersonMergeStore(connection);
        using var pending = new PendingStore(connection);
        using var erasures = new ErasureLookup(connection);
        var rebuild = new PersonRebuild(persons, messages, history, referrals, marks, sentElsewhere, persons.Conversations, new TextClaims(persons, history, audit));
        var finder = new PersonFinder(persons, new PersonMerge(merges, persons, rebuild), rebuild, pending, new GivenUpNumbers(pending, persons), new ErasureGuard(erasures, () => []));

        connection.BeginWrite();
        if (order == Order.PersonFirst)
            finder.Find([Id(0)], Now.AddDays(-2), Settings, Now);
        foreach (var link in Links(length, order))
            finder.Connect([Id(link + 1)], [Id(link)], null, Now.AddDays(-1).AddSeconds(link), Settings, Now);
        if (order != Order.PersonFirst)
            finder.Find([Id(length / 2)], Now.AddDays(-2), Settings, Now);
        connection.Commit();
    }

    private static int[] Links(int length, Order order)
    {
        var links = Enumerable.Range(0, length).ToArray();
        if (order == Order.Backward)
            Array.Reverse(links);
        if (order == Order.Shuffled)
            new Random(1).Shuffle(links);
        return links;
    }

    private static Identity Id(int number) => new(IdentityKind.WhatsAppUser, $"EG.{number}");
}
