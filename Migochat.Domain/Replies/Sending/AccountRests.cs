using System.Collections.Concurrent;

namespace Migochat.Replies;

/// <summary>The accounts that send nothing for a while, because Meta, a limit or a token stops all their replies. In memory only.</summary>
internal sealed class AccountRests
{
    private readonly ConcurrentDictionary<string, DateTime> _until = new(StringComparer.Ordinal);

    /// <param name="account">The page, Instagram account or phone number id.</param>
    /// <param name="until">UTC; the later of two counts.</param>
    public void Rest(string account, DateTime until) => _until.AddOrUpdate(account, until, (_, before) => until > before ? until : before);

    public bool Contains(string account, DateTime now) => _until.TryGetValue(account, out var until) && until > now;

    /// <summary>The accounts that rest now.</summary>
    public IReadOnlyList<string> At(DateTime now)
    {
        foreach (var (account, until) in _until)
        {
            if (until <= now)
                _until.TryRemove(new(account, until));
        }

        return [.. _until.Keys];
    }

    /// <summary>When the first of them sends again; null: none rests.</summary>
    public DateTime? FirstEnd => _until.IsEmpty ? null : _until.Values.Min();
}
