using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Migochat.Tests.Webhooks;

/// <summary>What comes late or often must neither give other rows nor take more than its share of time.</summary>
public sealed class LateMessageTests : IDisposable
{
    private const int Many = 1500;
    private const long Hour = 3600 * 1000;

    // Measured below one second, and some seconds on PostgreSQL; what these tests are against took minutes.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(TestPostgres.IsUsed ? 60 : 20);

    private readonly Ledger _ledger = new();

    [Fact]
    public void Conversations_that_come_newest_first_take_no_longer_than_in_order() =>
        AssertQuick(Items(index => Texts.MessengerItem($"m_{index}", time: Texts.Before - index * 25 * Hour)));

    [Fact]
    public void Referrals_and_messages_of_one_day_do_not_multiply() =>
        AssertQuick(Items(index => index % 2 == 0
            ? Texts.MessengerItem($"m_{index}", time: Texts.Before - index * 1000)
            : Item("referral", Texts.Before - index * 1000, new JsonObject { ["source"] = "ADS", ["ad_id"] = "77" })));

    [Fact]
    public void Edits_that_wait_for_one_message_do_not_multiply() =>
        AssertQuick(Items(index => Item("message_edit", Texts.Before - index, new JsonObject { ["mid"] = "m_1", ["text"] = "تمام", ["num_edit"] = index + 1 })));

    [Fact]
    public void Contacts_that_repeat_one_person_do_not_multiply() => AssertQuick(Texts.WhatsApp(
        [.. Enumerable.Range(0, Many).Select(index => Texts.WhatsAppMessage($"wamid.{index}", time: Texts.Before - (Many - index) * 1000))],
        [.. Enumerable.Range(0, Many).Select(_ => Texts.Contact())]));

    [Fact]
    public void Who_was_answered_before_a_late_message_still_waits_since_it()
    {
        AssertWaits("2026-02-28 10:55:00.000000", (In, 40), (In, 1), (Out, 30), (In, 25));
        AssertWaits("2026-02-28 10:55:00.000000", (In, 1), (Out, 30), (In, 25), (In, 40));
        AssertWaits("2026-02-28 10:55:00.000000", (In, 25), (In, 1), (In, 40), (Out, 30));
    }

    [Fact]
    public void A_late_answer_ends_the_waiting_before_it_alone()
    {
        _ledger.Write([Message(In, 100), Message(In, 50), Message(In, 49), Message(In, 10), Message(Out, 49.5)]);

        Assert.Equal("none, 2026-02-27 10:55:00.000000, 2026-03-01 01:55:00.000000", Waiting());
    }

    public void Dispose() => _ledger.Dispose();

    private const bool In = true;
    private const bool Out = false;

    private void AssertWaits(string since, params (bool IsIn, double HoursAgo)[] messages)
    {
        _ledger.Write(messages.Select(message => Message(message.IsIn, message.HoursAgo)));
        Assert.Equal(since, Waiting());
    }

    private string Waiting() => string.Join(", ", _ledger.Read(context => context.Conversations.OrderBy(conversation => conversation.StartedAt).Select(conversation => conversation.WaitingSince).ToArray())
        .Select(since => since is { } time ? time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) : "none"));

    private static JsonObject Message(bool isIn, double hoursAgo)
    {
        var item = Texts.MessengerItem($"m_{hoursAgo}", time: Texts.Before - (long)(hoursAgo * Hour));
        if (!isIn)
            (item["sender"], item["recipient"]) = (item["recipient"]!.DeepClone(), item["sender"]!.DeepClone());
        return Texts.Messenger(item);
    }

    private static JsonObject Item(string member, long time, JsonObject content)
    {
        var item = Texts.MessengerItem(time: time);
        item.Remove("message");
        item[member] = content;
        return item;
    }

    private static JsonObject Items(Func<int, JsonObject> item) => Texts.Messenger([.. Enumerable.Range(0, Many).Select(item)]);

    private void AssertQuick(JsonObject delivery)
    {
        var started = Stopwatch.GetTimestamp();
        _ledger.Write([delivery]);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Longest);
    }
}
