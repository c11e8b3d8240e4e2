using System.Globalization;

namespace Migochat.Benchmarks.Endurance;

/// <summary>Compares the database with the deliveries that were sent.</summary>
/// <param name="Sent">Deliveries that were sent at least once.</param>
/// <param name="Answered">Those answered 200.</param>
/// <param name="Keyed">Those answered 200 that make a message, comment or postback.</param>
/// <param name="Stored">How many of these are in the table <c>messages</c>.</param>
/// <param name="DeadLetters">How many of these are whole in a dead letter of kind unrecognised instead.</param>
/// <param name="UnansweredStored">Messages that are stored though no answer came: the server died in between.</param>
/// <param name="Strays">Rows of <c>messages</c> beyond the ones counted so far: stored twice, or never sent.</param>
/// <param name="Failed">Dead letters of kind failed.</param>
/// <param name="Miscounted">Difference between the messages of people and the sum of their conversations' counts.</param>
/// <param name="Damage">The faults that <c>integrity_check</c> and <c>foreign_key_check</c> found; null if none.</param>
public sealed record StoreCheck(
    long Sent, long Answered, long Keyed, long Stored, long DeadLetters, long UnansweredStored, long Strays, long Failed, long Miscounted, string? Damage)
{
    /// <summary>Answered 200, and neither stored nor kept.</summary>
    public long Lost => Keyed - Stored - DeadLetters;

    /// <summary>Whether every delivery answered 200 is there exactly once, and everything else is in order.</summary>
    public bool IsFine => this is { Lost: 0, Strays: 0, Failed: 0, Miscounted: 0, Damage: null };

    /// <summary>A few lines.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"""
        {Sent:N0} deliveries sent, {Answered:N0} answered 200; {Keyed:N0} of them make a message
        {Stored:N0} stored, {DeadLetters:N0} kept as unrecognised, {Lost:N0} lost; {UnansweredStored:N0} stored without an answer; {Strays:N0} twice or strange
        {Failed:N0} failed; conversations miscount {Miscounted:N0} messages; integrity {Damage ?? "ok"}
        {(IsFine ? "Every delivery answered 200 is there exactly once." : "WRONG: see above.")}
        """);
}
