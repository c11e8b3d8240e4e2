using System.Collections.Concurrent;

namespace Migochat.Graph;

/// <summary>
/// The times until which an account is not called, because Meta's limits are nearly used or reached. Sends and reads have
/// limits of their own. Kept in memory: after a restart the next answer tells again.
/// </summary>
internal sealed class AccountPauses(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Account, GraphUse Use), DateTimeOffset> _until = new();

    /// <returns>Null: the account may be called now.</returns>
    public DateTimeOffset? Until(string account, GraphUse use)
    {
        if (!_until.TryGetValue((account, use), out var until))
            return null;
        if (until > time.GetUtcNow())
            return until;
        _until.TryRemove(new((account, use), until));
        return null;
    }

    /// <summary>Takes note of the usage headers and of a limit that was reached.</summary>
    public void Note(string account, GraphUse use, GraphAnswer answer, GraphError? error)
    {
        var rest = UsageHeaders.Read(answer.Headers).Rest;
        if (rest > TimeSpan.Zero)
            Pause(account, use, time.GetUtcNow() + rest);
        if (error is { Kind: GraphErrorKind.RateLimited, RetryAt: { } until } && !GraphErrorReader.IsOfOnePerson(error))
            Pause(account, use, until);
    }

    private void Pause(string account, GraphUse use, DateTimeOffset until) =>
        _until.AddOrUpdate((account, use), until, (_, known) => known > until ? known : until);
}

/// <summary>What a call is for.</summary>
internal enum GraphUse
{
    Send,
    Read,
}
