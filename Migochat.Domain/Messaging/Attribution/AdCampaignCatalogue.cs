using Microsoft.EntityFrameworkCore;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The shop's ads, for staff to look at and to keep.</summary>
public sealed class AdCampaignCatalogue(IDbContextFactory<MigochatDbContext> contexts, EntityWriter writer, TimeProvider time)
{
    /// <summary>Newest first.</summary>
    /// <param name="status">As the shop entered it; null: any.</param>
    /// <param name="page">The wanted page.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<Page<AdCampaignItem>> ListAsync(string? status, PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = context.AdCampaigns.AsQueryable();
        if (status is not null)
            rows = rows.Where(row => row.Status == status);
        if (page.After is [var before])
            rows = rows.Where(row => row.Id < before);
        var found = await rows.OrderByDescending(row => row.Id).Take(page.Rows).ToListAsync(cancellationToken);
        var counts = await PeopleCounter.OfAdsAsync(context, found.Select(row => row.Id), cancellationToken);
        return await found.ToAsyncEnumerable().ToPageAsync(page, row => AdCampaignItem.Of(row, counts.Of(row.Id)), item => [item.Id], cancellationToken);
    }

    /// <summary>Null if there is none of that id.</summary>
    public async Task<AdCampaignItem?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ShownAsync(await context.AdCampaigns.FirstOrDefaultAsync(row => row.Id == id, cancellationToken), cancellationToken);
    }

    /// <returns>Null if Meta's id is there already.</returns>
    public async Task<AdCampaignItem?> AddAsync(AdCampaignPatch patch, CancellationToken cancellationToken)
    {
        var row = new AdCampaign { FacebookAdId = patch.FacebookAdId.Value!, CreatedAt = time.Now() };
        patch.ApplyTo(row);
        return await writer.AddAsync(row, cancellationToken) ? await ShownAsync(row, cancellationToken) : null;
    }

    /// <summary>From now on events fill nothing of it.</summary>
    /// <returns>Null if there is none of that id.</returns>
    public async Task<AdCampaignItem?> ChangeAsync(long id, AdCampaignPatch patch, CancellationToken cancellationToken) =>
        await ShownAsync(await writer.ChangeAsync<AdCampaign>(id, patch.ApplyTo, cancellationToken), cancellationToken);

    public Task<RemovalOutcome> RemoveAsync(long id, CancellationToken cancellationToken) => writer.RemoveAsync<AdCampaign>(id, cancellationToken);

    private async Task<AdCampaignItem?> ShownAsync(AdCampaign? row, CancellationToken cancellationToken)
    {
        if (row is null)
            return null;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return AdCampaignItem.Of(row, (await PeopleCounter.OfAdsAsync(context, [row.Id], cancellationToken)).Of(row.Id));
    }
}
