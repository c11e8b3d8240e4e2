using System.Collections.Concurrent;
using Migochat.Data;

namespace Migochat.Fetches;

/// <summary>Has a profile fetched again when somebody looks at the person and the picture's link has expired: once a day at most.</summary>
public sealed class PictureRefresh(PictureLooks looks, FetchNudge nudge, TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Meta's links are valid for some days.</summary>
    private static readonly TimeSpan UnknownExpiry = TimeSpan.FromDays(7);

    /// <summary>Reports that somebody looks at a person. Never waits.</summary>
    /// <param name="userId">The person's row.</param>
    /// <param name="picture">The link that is stored; null: there is none.</param>
    public void Look(long userId, string? picture)
    {
        if (picture is null)
            return;
        var expiresAt = PictureLink.ExpiresAt(picture);
        if (expiresAt > time.Now())
            return;
        looks.Add(new PictureLook(userId, expiresAt is null ? UnknownExpiry : Day));
        nudge.Nudge();
    }
}

/// <summary>The looks since the last run of the fetches, of a thousand people at most.</summary>
public sealed class PictureLooks
{
    private const int Most = 1000;

    private readonly ConcurrentDictionary<long, PictureLook> _looks = new();

    internal void Add(PictureLook look)
    {
        if (_looks.Count < Most)
            _looks[look.UserId] = look;
    }

    /// <summary>Returns all and forgets them.</summary>
    internal IReadOnlyCollection<PictureLook> Take()
    {
        var taken = new List<PictureLook>();
        foreach (var userId in _looks.Keys)
        {
            if (_looks.TryRemove(userId, out var look))
                taken.Add(look);
        }

        return taken;
    }
}

/// <summary>Somebody looked at a person whose picture may have expired.</summary>
/// <param name="UserId">The person's row.</param>
/// <param name="Rest">Only a profile that was fetched longer ago than this is fetched again.</param>
internal sealed record PictureLook(long UserId, TimeSpan Rest);
