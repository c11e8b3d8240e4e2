using Microsoft.EntityFrameworkCore;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The shop's posts, for staff to look at and to keep.</summary>
public sealed class PostCatalogue(IDbContextFactory<MigochatDbContext> contexts, EntityWriter writer, TimeProvider time)
{
    /// <summary>Newest first.</summary>
    /// <param name="type">Null: every type.</param>
    /// <param name="isActive">Null: whether active or not.</param>
    /// <param name="page">The wanted page.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<Page<PostItem>> ListAsync(PostType? type, bool? isActive, PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = context.Posts.AsQueryable();
        if (type is not null)
            rows = rows.Where(row => row.PostType == type);
        if (isActive is not null)
            rows = rows.Where(row => row.IsActive == isActive);
        if (page.After is [var before])
            rows = rows.Where(row => row.Id < before);
        var found = await rows.OrderByDescending(row => row.Id).Take(page.Rows).ToListAsync(cancellationToken);
        var counts = await PeopleCounter.OfPostsAsync(context, found.Select(row => row.Id), cancellationToken);
        return await found.ToAsyncEnumerable().ToPageAsync(page, row => PostItem.Of(row, counts.Of(row.Id)), item => [item.Id], cancellationToken);
    }

    /// <summary>Null if there is none of that id.</summary>
    public async Task<PostItem?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ShownAsync(await context.Posts.FirstOrDefaultAsync(row => row.Id == id, cancellationToken), cancellationToken);
    }

    /// <returns>Null if Meta's id is there already.</returns>
    public async Task<PostItem?> AddAsync(PostPatch patch, CancellationToken cancellationToken)
    {
        var row = new Post { FacebookPostId = patch.FacebookPostId.Value!, CreatedAt = time.Now() };
        patch.ApplyTo(row);
        return await writer.AddAsync(row, cancellationToken) ? await ShownAsync(row, cancellationToken) : null;
    }

    /// <summary>From now on events fill nothing of it.</summary>
    /// <returns>Null if there is none of that id.</returns>
    public async Task<PostItem?> ChangeAsync(long id, PostPatch patch, CancellationToken cancellationToken) =>
        await ShownAsync(await writer.ChangeAsync<Post>(id, patch.ApplyTo, cancellationToken), cancellationToken);

    public Task<RemovalOutcome> RemoveAsync(long id, CancellationToken cancellationToken) => writer.RemoveAsync<Post>(id, cancellationToken);

    private async Task<PostItem?> ShownAsync(Post? row, CancellationToken cancellationToken)
    {
        if (row is null)
            return null;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return PostItem.Of(row, (await PeopleCounter.OfPostsAsync(context, [row.Id], cancellationToken)).Of(row.Id));
    }
}
