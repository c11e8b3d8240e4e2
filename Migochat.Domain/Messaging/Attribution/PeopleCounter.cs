using Microsoft.EntityFrameworkCore;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>Counts the people that came through posts or ads. Both parts of the query need an index alone.</summary>
internal static class PeopleCounter
{
    private static readonly PeopleCount Nobody = new(0, 0, 0);

    /// <returns>By the post's id; a post without people has none.</returns>
    public static Task<Dictionary<long, PeopleCount>> OfPostsAsync(MigochatDbContext context, IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        var posts = ids.ToArray();
        if (posts.Length == 0)
            return Task.FromResult<Dictionary<long, PeopleCount>>([]);
        return CountAsync(
            context,
            context.Users.Where(user => posts.Contains(user.FirstPostId!.Value)).Select(user => new Origin { Id = user.FirstPostId!.Value, UserId = user.Id }),
            context.Messages.Where(message => posts.Contains(message.PostId!.Value) && message.UserId != null)
                .Select(message => new Origin { Id = message.PostId!.Value, UserId = message.UserId!.Value }),
            cancellationToken);
    }

    /// <returns>By the ad's id; an ad without people has none.</returns>
    public static Task<Dictionary<long, PeopleCount>> OfAdsAsync(MigochatDbContext context, IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        var ads = ids.ToArray();
        if (ads.Length == 0)
            return Task.FromResult<Dictionary<long, PeopleCount>>([]);
        return CountAsync(
            context,
            context.Users.Where(user => ads.Contains(user.FirstAdId!.Value)).Select(user => new Origin { Id = user.FirstAdId!.Value, UserId = user.Id }),
            context.Messages.Where(message => ads.Contains(message.AdId!.Value) && message.UserId != null)
                .Select(message => new Origin { Id = message.AdId!.Value, UserId = message.UserId!.Value }),
            cancellationToken);
    }

    public static PeopleCount Of(this Dictionary<long, PeopleCount> counts, long id) => counts.GetValueOrDefault(id, Nobody);

    private static Task<Dictionary<long, PeopleCount>> CountAsync(
        MigochatDbContext context, IQueryable<Origin> first, IQueryable<Origin> later, CancellationToken cancellationToken) =>
        (from origin in first.Union(later)
         join user in context.Users on origin.UserId equals user.Id
         group user by origin.Id into people
         select new
         {
             people.Key,
             All = people.LongCount(),
             Hot = people.LongCount(user => user.CustomerLabel == CustomerLabel.Hot),
             Convert = people.LongCount(user => user.ConvertedAt != null),
         }).ToDictionaryAsync(count => count.Key, count => new PeopleCount(count.All, count.Hot, count.Convert), cancellationToken);

    /// <summary>A person, and a post or an ad that they came through.</summary>
    private sealed class Origin
    {
        public long Id { get; init; }

        public long UserId { get; init; }
    }
}

/// <summary>The number of people that came through a post or an ad, at first or later; each counts once.</summary>
/// <param name="People">All of them.</param>
/// <param name="Hot">Those with the label hot.</param>
/// <param name="Convert">Those who ever reached stage convert or qualified.</param>
public sealed record PeopleCount(long People, long Hot, long Convert);
