using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>What a WhatsApp item and its contacts say about one person.</summary>
internal static class WhatsAppPerson
{
    /// <summary>
    /// The ids that are there, numbers first, each once. What is no number counts as a user id; a group is nobody.
    /// </summary>
    public static List<Identity> Of(params ReadOnlySpan<string?> ids)
    {
        var person = new List<Identity>(2);
        foreach (var id in ids)
            Add(person, id);
        return person;
    }

    /// <summary>The same with those of the contacts that belong to the item.</summary>
    public static List<Identity> Of(string? id, string? userId, IReadOnlyList<JsonElement> contacts)
    {
        var person = Of(id, userId);
        foreach (var contact in contacts)
        {
            Add(person, contact.Get("wa_id"u8).Id());
            Add(person, contact.Get("user_id"u8).Id());
        }

        return person;
    }

    /// <summary>The first name that the contacts tell; a username is no name.</summary>
    public static PersonName? NameOf(IReadOnlyList<JsonElement> contacts)
    {
        foreach (var contact in contacts)
        {
            if (PersonName.Split(contact.Get("profile"u8).Get("name"u8).Text()) is { } name)
                return name;
        }

        return null;
    }

    /// <summary>Says that the ids belong to one person, and the name of that person. Null if it would say nothing.</summary>
    public static IdentitiesJoined? Joined(ItemContext at, IReadOnlyList<Identity> person, PersonName? name, DateTime time) =>
        person.Count == 0 || HasTooLongId(person) || (person.Count == 1 && name is null) ? null : new IdentitiesJoined(at.Origin, person, [], time) { Name = name };

    public static bool HasTooLongId(IEnumerable<Identity> person) => person.Any(identity => identity.Value.Length > Identity.MaxLength);

    public static void Add(List<Identity> person, string? id)
    {
        if (id is null || WhatsAppIds.IsGroup(id))
            return;
        var identity = WhatsAppIds.Identity(id);
        if (person.Contains(identity))
            return;
        if (identity.Kind == IdentityKind.WhatsAppPhone)
            person.Insert(person.FindLastIndex(other => other.Kind == IdentityKind.WhatsAppPhone) + 1, identity);
        else
            person.Add(identity);
    }
}

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
