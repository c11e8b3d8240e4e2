using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Migochat.Tests.Webhooks;

namespace Migochat.Tests.Privacy;

/// <summary>Who was erased stays erased, whatever of what was known is delivered again, in whatever order; and may come back as somebody new.</summary>
public sealed class ErasureOrderTests : IDisposable
{
    private const int LongestHistory = 20;

    private readonly Ledger _ledger = new();

    [Fact]
    public async Task Redelivering_everything_in_any_order_brings_nothing_of_an_erased_person_back() => await
        (from history in Histories.Of(LongestHistory)
         from shuffled in Gen.Shuffle(history)
         from victim in Gen.Int[0, 9]
         select (history, shuffled, victim)).SampleAsync(
            async sample =>
            {
                _ledger.Write(sample.history);
                if (Somebody(sample.victim) is not { } person)
                    return;
                await _ledger.EraseAsync(person, Ledger.Now);
                var erased = _ledger.Add([]);

                LedgerText.Compare(erased, _ledger.Add(sample.shuffled));
            },
            iter: GeneratedCases.Or(200),
            threads: 1,
            print: sample => Print(sample.history, sample.shuffled));

    [Fact]
    public async Task What_came_after_an_erasure_makes_the_same_new_people_whatever_old_events_come_among_it() => await
        (from history in Histories.Of(LongestHistory)
         from shuffled in Gen.Shuffle(history)
         from victim in Gen.Int[0, 9]
         from step in Gen.Int[0, 24]
         select (history, shuffled, victim, at: DateTime.UnixEpoch.AddMilliseconds(Texts.Before - step * 7L * 3600 * 1000))).SampleAsync(
            async sample =>
            {
                var before = sample.history.Where(delivery => Ledger.TimeOf(delivery) <= sample.at).ToArray();
                var after = sample.history.Except(before).ToArray();
                if (await EraseAsync(before, sample.victim, sample.at))
                {
                    var expected = _ledger.Add(after);
                    await EraseAsync(before, sample.victim, sample.at);

                    LedgerText.Compare(expected, _ledger.Add(sample.shuffled));
                }
            },
            iter: GeneratedCases.Or(200),
            threads: 1,
            print: sample => sample.at + "\n" + Print(sample.history, sample.shuffled));

    // Nobody but the deletion, which goes with its author, keeps the text of the edit from being stored.
    [Fact]
    public async Task What_waits_for_a_message_that_never_came_goes_with_the_one_who_deleted_it()
    {
        const string Sara = "5550001112223334";
        JsonNode[] history = [Texts.Messenger(Texts.MessengerItem("m_1", Sara)), Mention("edited", null, Texts.Before - 3600_000), Mention("remove", Sara, Texts.Before)];
        _ledger.Write(history);
        await _ledger.EraseAsync(Somebody(0)!.Value, Ledger.Now);
        var erased = _ledger.Add([]);

        LedgerText.Compare(erased, _ledger.Add(history));
    }

    public void Dispose() => _ledger.Dispose();

    private static JsonObject Mention(string verb, string? sender, long time) => Texts.Envelope("page", Texts.PageId, "changes", new JsonObject
    {
        ["field"] = "mention",
        ["value"] = new JsonObject { ["item"] = "post", ["verb"] = verb, ["post_id"] = "1_90", ["message"] = "عايز أطلب", ["sender_id"] = sender, ["edited_time"] = time / 1000 },
    });

    private async Task<bool> EraseAsync(JsonNode[] deliveries, int victim, DateTime at)
    {
        _ledger.Write(deliveries);
        if (Somebody(victim) is not { } person)
            return false;
        await _ledger.EraseAsync(person, at);
        return true;
    }

    private long? Somebody(int index)
    {
        var people = _ledger.Read(context => context.Users.Select(user => user.Id).Order().ToArray());
        return people.Length == 0 ? null : people[index % people.Length];
    }

    private static string Print(JsonNode[] history, JsonNode[] shuffled) =>
        string.Join('\n', history.Select(delivery => delivery.Json())) + "\n---\n" + string.Join('\n', shuffled.Select(delivery => delivery.Json()));
}
