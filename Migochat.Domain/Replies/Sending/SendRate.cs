namespace Migochat.Replies;

/// <summary>How many calls each account may begin: so many a second, and as many at once. One thread uses it.</summary>
internal sealed class SendRate
{
    private readonly Dictionary<string, (double Tokens, DateTime At)> _accounts = new(StringComparer.Ordinal);

    /// <param name="account">The page, Instagram account or phone number id.</param>
    /// <param name="perSecond">The limit.</param>
    /// <param name="now">UTC.</param>
    /// <returns>False: not now.</returns>
    public bool TryTake(string account, int perSecond, DateTime now)
    {
        var (tokens, at) = _accounts.GetValueOrDefault(account, (perSecond, now));
        var filled = Math.Min(perSecond, tokens + Math.Max(0, (now - at).TotalSeconds) * perSecond);
        _accounts[account] = filled >= 1 ? (filled - 1, now) : (filled, now);
        return filled >= 1;
    }
}
