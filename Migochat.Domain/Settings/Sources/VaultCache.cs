using System.Collections.Frozen;

namespace Migochat.Settings;

/// <summary>The known secrets of a vault after some refreshes. A secret without an answer keeps its last value.</summary>
internal sealed record VaultCache
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WhileUnanswered = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Before the first refresh.</summary>
    public static VaultCache Empty { get; } = new();

    /// <summary>The existing secrets, by key of the catalogue.</summary>
    public FrozenDictionary<string, string> Values { get; private init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The keys that the last refresh added, changed or removed.</summary>
    public IReadOnlyList<string> Changed { get; private init; } = [];

    /// <summary>The failures of the last refresh, by reason; empty if there were none.</summary>
    public string Faults { get; private init; } = "";

    /// <summary>
    /// The time from the last refresh to the next: 30 s, or 5 s while a secret has never been answered. A Retry-After of the vault
    /// is respected up to 5 minutes, or up to 30 s while a secret has never been answered.
    /// </summary>
    public TimeSpan Pause { get; private init; } = Usual;

    private FrozenSet<string> Answered { get; init; } = FrozenSet<string>.Empty;

    /// <summary>True if the vault has ever answered for the key: with a secret, or that there is none.</summary>
    public bool HasAnswered(string key) => Answered.Contains(key);

    /// <summary>The state after one more refresh.</summary>
    /// <param name="answers">One for each key.</param>
    public VaultCache After(IReadOnlyList<VaultResponse> answers)
    {
        var answered = answers.Where(answer => answer.Fault is null).ToList();
        var changed = answered.Where(answer => Values.GetValueOrDefault(answer.Key) != answer.Value).Select(answer => answer.Key).ToList();
        var all = Answered.Union(answered.Select(answer => answer.Key), StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal);
        return this with
        {
            Values = changed.Count == 0 ? Values : With(answered),
            Changed = changed,
            Faults = InWords(answers),
            Pause = PauseAfter(answers, answers.All(answer => all.Contains(answer.Key))),
            Answered = all,
        };
    }

    private FrozenDictionary<string, string> With(IReadOnlyList<VaultResponse> answered)
    {
        var values = new Dictionary<string, string>(Values, StringComparer.Ordinal);
        foreach (var answer in answered)
        {
            if (answer.Value is null)
                values.Remove(answer.Key);
            else
                values[answer.Key] = answer.Value;
        }

        return values.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string InWords(IReadOnlyList<VaultResponse> answers) => string.Join("; ", answers
        .Where(answer => answer.Fault is not null)
        .GroupBy(answer => answer.Fault!, answer => answer.Key, StringComparer.Ordinal)
        .OrderBy(fault => fault.Key, StringComparer.Ordinal)
        .Select(fault => $"{fault.Key}: {string.Join(", ", fault)}"));

    private static TimeSpan PauseAfter(IReadOnlyList<VaultResponse> answers, bool allKnown)
    {
        var (shortest, longest) = allKnown ? (Usual, LongestPause) : (WhileUnanswered, Usual);
        var wanted = answers.Max(answer => answer.RetryAfter) ?? shortest;
        return TimeSpan.FromTicks(Math.Clamp(wanted.Ticks, shortest.Ticks, longest.Ticks));
    }
}
