using Microsoft.EntityFrameworkCore;
using Migochat.Data;

namespace Migochat.Leads;

/// <summary>
/// Finds the leads whose complaint nobody has answered: they wait since it, or since an earlier message. An answer of the shop's
/// ends it, and so does closing the conversation.
/// </summary>
internal static class OpenComplaints
{
    // As in MessageFilters.Complaint, whose index serves the query.
    private const string Complaint = "%\"complaint\"%";

    /// <summary>The ids of all of them; one with several such conversations comes several times.</summary>
    public static IQueryable<long> LeadIds(MigochatDbContext context) => context.Conversations
        .Where(conversation => conversation.WaitingSince != null && context.Messages.Any(message =>
            message.UserId == conversation.UserId
            && message.Timestamp >= conversation.WaitingSince
            && message.Direction == MessageDirection.Inbound
            && EF.Functions.Like(message.Signals!, Complaint)))
        .Select(conversation => conversation.UserId);

    /// <summary>Those of some leads.</summary>
    public static async Task<HashSet<long>> AmongAsync(MigochatDbContext context, long[] leadIds, CancellationToken cancellationToken)
    {
        var found = leadIds.Length == 0 ? [] : await LeadIds(context).Where(id => EF.Constant(leadIds).Contains(id)).ToListAsync(cancellationToken);
        return [.. found];
    }
}
