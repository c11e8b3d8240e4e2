using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using Migochat.Privacy;
using Migochat.Settings;
using Migochat.Tests.Webhooks;

namespace Migochat.Tests.Privacy;

/// <summary>However the events are ordered, repeated and purged in between, the same is left of what is too old to be kept.</summary>
public sealed partial class RetentionOrderTests : IDisposable
{
    private const int LongestHistory = 20;

    private static readonly IntakeSettings KeepAll = new(TimeSpan.FromHours(24), TimeSpan.FromDays(90));

    private static readonly int Cases = GeneratedCases.Or(300);

    private readonly Ledger _ledger = new();

    // One form filled in through two ads: Meta sends no such thing, and without metadata nothing tells its copies apart.
    private static Gen<JsonNode[]> History => Histories.Of(LongestHistory)
        .Select(history => history.Where(delivery => !delivery.Json().Contains("\"leadgen_id\"", StringComparison.Ordinal)).ToArray())
        .Where(history => history.Length > 0);

    // The histories' times lie seven hours apart; those at the bound are kept.
    private static Gen<DateTime> Bound => Gen.Int[0, 12].Select(step => DateTime.UnixEpoch.AddMilliseconds(Texts.Before - step * 7L * 3600 * 1000));

    [Fact]
    public void The_order_of_events_changes_nothing_when_some_are_too_old() =>
        (from history in History
         from shuffled in Gen.Shuffle(history)
         from repeated in Histories.Pick(history).Array[0, 5]
         from bound in Bound
         select (history, disorder: (JsonNode[])[.. repeated, .. shuffled], bound)).Sample(
            sample =>
            {
                _ledger.Settings = KeepAll with { KeptSince = sample.bound };
                LedgerText.Compare(_ledger.Write(sample.history), _ledger.Write(sample.disorder));
            },
            iter: Cases,
            threads: 1,
            print: sample => Print(sample.bound, sample.history, sample.disorder));

    [Fact]
    public void The_slow_path_gives_what_the_fast_path_gave() =>
        (from history in History from bound in Bound select (history, bound)).Sample(
            sample =>
            {
                _ledger.Settings = KeepAll with { KeptSince = sample.bound };
                LedgerText.Compare(_ledger.Write(sample.history), _ledger.Rebuild());
            },
            iter: Cases,
            threads: 1,
            print: sample => Print(sample.bound, sample.history));

    [Fact]
    public async Task The_intake_leaves_nothing_to_purge() => await
        (from history in History from bound in Bound select (history, bound)).SampleAsync(
            async sample =>
            {
                _ledger.Settings = KeepAll with { KeptSince = sample.bound };
                var stored = _ledger.Write(sample.history);

                var (taken, left) = await _ledger.PurgeAsync(sample.bound);

                Assert.Equal(PurgeCounts.None, taken);
                LedgerText.Compare(stored, left);
            },
            iter: Cases,
            threads: 1,
            print: sample => Print(sample.bound, sample.history));

    [Fact]
    public async Task What_was_stored_in_time_and_purged_is_as_if_it_had_come_too_late() => await
        (from history in History
         from shuffled in Gen.Shuffle(history)
         from inTime in Gen.Int[0, history.Length]
         select (history, shuffled, inTime)).SampleAsync(
            async sample =>
            {
                var everything = Ledger.Now.AddDays(1);
                _ledger.Settings = KeepAll with { KeptSince = everything };
                var late = _ledger.Write(sample.history);
                _ledger.Settings = KeepAll;
                _ledger.Write(sample.shuffled.Take(sample.inTime));
                await _ledger.PurgeAsync(everything);
                _ledger.Settings = KeepAll with { KeptSince = everything };
                var purged = _ledger.Add(sample.shuffled.Skip(sample.inTime));

                LedgerText.Compare(WithoutPhones(late), WithoutPhones(purged));
                Assert.Equal(PurgeCounts.None, (await _ledger.PurgeAsync(everything)).Taken);
            },
            iter: Cases,
            threads: 1,
            print: sample => $"{sample.inTime} in time\n{Print(Ledger.Now, sample.history, sample.shuffled)}");

    public void Dispose() => _ledger.Dispose();

    // A number is taken from a text in time, and kept; never from one that comes too late.
    private static string WithoutPhones(string stored) => Phones().Replace(stored, "").Replace("field_sources={}", "field_sources=", StringComparison.Ordinal);

    [GeneratedRegex("""phone_number=[^|]*|"phone":\{[^}]*\},|,?"phone":\{[^}]*\}""", RegexOptions.None, 1000)]
    private static partial Regex Phones();

    private static string Print(DateTime bound, params JsonNode[][] histories) =>
        bound.ToString("u", CultureInfo.InvariantCulture) + "\n" + string.Join("\n---\n", histories.Select(history => string.Join('\n', history.Select(delivery => delivery.Json()))));
}
