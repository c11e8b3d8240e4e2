using Migochat.Leads;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Between whom a WhatsApp message went, and in which form it reached us.</summary>
/// <param name="Business">The phone number id.</param>
/// <param name="Direction">Who wrote it: inbound is the person, outbound the shop.</param>
/// <param name="Rank">The form; a placeholder says so itself.</param>
/// <param name="Person">The ids of the person's side that the item carries together; none where it names nobody.</param>
/// <param name="Name">The person's, where a contact tells it.</param>
internal sealed record WhatsAppParties(string Business, MessageDirection Direction, CopyRank Rank, IReadOnlyList<Identity> Person, PersonName? Name)
{
    /// <summary>From the shop to a group, which is no person.</summary>
    public static WhatsAppParties ToGroup(string business, CopyRank rank, string? groupId) =>
        new(business, MessageDirection.Outbound, rank, [], null) { GroupId = groupId };

    /// <summary>The group that the surroundings name; the message may name one itself.</summary>
    public string? GroupId { get; init; }

    /// <summary>True for what somebody at the shop writes to the shop's own number.</summary>
    public bool IsOneself { get; init; }
}
