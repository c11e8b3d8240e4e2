using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Scoring;

namespace Migochat.Leads;

/// <summary>Shows one lead, whole, with its score as it is now.</summary>
public sealed class LeadReader(IDbContextFactory<MigochatDbContext> contexts, Rescorer rescorer, PictureRefresh pictures)
{
    private const int MostDuplicates = 10;

    /// <returns>The lead and its ETag; null if there is no such lead.</returns>
    public async Task<(LeadDetails Lead, string ETag)?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await rescorer.RescoreIfDueAsync(id, cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Users.FirstOrDefaultAsync(user => user.Id == id, cancellationToken) is not { } user)
            return null;
        pictures.Look(user.Id, user.ProfilePic);
        IReadOnlyList<LeadItem> duplicates = user.PhoneNumber is null ? [] : await context.Users
            .Where(other => other.PhoneNumber == user.PhoneNumber && other.Id != id).OrderBy(other => other.Id).Take(MostDuplicates)
            .Select(other => LeadItem.Of(other)).ToListAsync(cancellationToken);
        var lead = new LeadDetails(user)
        {
            HasComplaint = (await OpenComplaints.AmongAsync(context, [id], cancellationToken)).Count > 0,
            ScoreParts = await PartsAsync(context, id, cancellationToken),
            FirstTouch = await FirstTouchAsync(context, user, cancellationToken),
            Ids = await context.UserIdentities.Where(identity => identity.UserId == id).OrderBy(identity => identity.Id)
                .Select(identity => new LeadIdentity(identity.Kind, identity.Value, identity.SeenAt)).ToListAsync(cancellationToken),
            ActiveConversation = await context.Conversations.Where(conversation => conversation.UserId == id && conversation.IsActive)
                .Select(conversation => ConversationItem.Of(conversation, user)).FirstOrDefaultAsync(cancellationToken),
            PossibleDuplicates = await LeadItem.WithComplaintsAsync(context, duplicates, cancellationToken),
        };
        return (lead, LeadETag.Of(user));
    }

    private async Task<IReadOnlyList<LeadScorePart>> PartsAsync(MigochatDbContext context, long id, CancellationToken cancellationToken)
    {
        var parts = (await rescorer.ExplainAsync(id, cancellationToken))?.Parts ?? [];
        var ids = parts.Select(part => part.Because?.MessageId).OfType<long>().Distinct().ToArray();
        // The ids stand in the statement itself, so that each is looked up by its key.
        var messages = ids.Length == 0 ? [] : await context.Messages.Where(message => EF.Constant(ids).Contains(message.Id))
            .ToDictionaryAsync(message => message.Id, cancellationToken);
        return [.. parts.Select(part => new LeadScorePart(part.Name, part.Points, part.Reason, SourceOf(part.Because)))];

        LeadScoreSource? SourceOf(IntentClaim? claim) => claim is not null && messages.TryGetValue(claim.MessageId, out var message)
            ? LeadScoreSource.Of(claim, message.MessageText, message.Signals)
            : null;
    }

    private static async Task<LeadFirstTouch?> FirstTouchAsync(MigochatDbContext context, User user, CancellationToken cancellationToken)
    {
        if (user.FirstSource is not { } source)
            return null;
        var post = user.FirstPostId is null ? null : await context.Posts.FirstOrDefaultAsync(post => post.Id == user.FirstPostId, cancellationToken);
        var ad = user.FirstAdId is null ? null : await context.AdCampaigns.FirstOrDefaultAsync(ad => ad.Id == user.FirstAdId, cancellationToken);
        return new LeadFirstTouch(
            source, FieldSources.Parse(user.FieldSources).FirstTouchAt, post?.Id, post?.FacebookPostId, ad?.Id, ad?.FacebookAdId, ad?.ShownName);
    }
}
