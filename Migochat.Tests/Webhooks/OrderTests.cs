using System.Text.Json.Nodes;
using CsCheck;

namespace Migochat.Tests.Webhooks;

/// <summary>The promise: the same events give the same rows, however they are ordered, repeated and split.</summary>
public sealed class OrderTests : IDisposable
{
    private const int LongestHistory = 20;

    private readonly Ledger _ledger = new();

    private static readonly int Cases = GeneratedCases.Or(300);

    [Fact]
    public void The_order_and_repetition_of_events_change_nothing()
    {
        (from history in Histories.Of(LongestHistory)
         from shuffled in Gen.Shuffle(history)
         from repeated in Histories.Pick(history).Array[0, 5]
         select (history, disorder: (JsonNode[])[.. repeated, .. shuffled]))
            .Sample(
                sample => LedgerText.Compare(_ledger.Write(sample.history), _ledger.Write(sample.disorder)),
                iter: Cases,
                threads: 1,
                print: sample => Print(sample.history) + "\n---\n" + Print(sample.disorder));
    }

    [Fact]
    public void The_slow_path_gives_what_the_fast_path_gave() => Histories.Of(LongestHistory).Sample(
        history => LedgerText.Compare(_ledger.Write(history), _ledger.Rebuild()),
        iter: Cases,
        threads: 1,
        print: Print);

    [Fact]
    public void The_histories_hold_every_kind_of_event()
    {
        // So many that a rare kind is never missing by chance.
        var kinds = Histories.Long(20_000).Single().SelectMany(Ledger.KindsOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        Assert.Equal(
            ["calls", "deletion", "edit", "identities", "message", "opt_in", "post", "reaction", "referral", "status", "visibility", "watermark"],
            kinds);
    }

    public void Dispose() => _ledger.Dispose();

    private static string Print(JsonNode[] deliveries) => string.Join('\n', deliveries.Select(delivery => delivery.Json()));
}
