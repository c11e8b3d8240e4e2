using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>Reads the ids and the name of one person from a WhatsApp item and its contacts.</summary>
internal static class WhatsAppPerson
{
    /// <summary>
    /// The ids that are not null, numbers first, each once. An id that is no number counts as a user id; a group is left out.
    /// </summary>
    public static List<Identity> Of(params ReadOnlySpan<string?> ids)
    {
        var person = new List<Identity>(2);
        foreach (var id in ids)
            Add(person, id);
        return person;
    }

    /// <summary>The same with the ids in the contacts of the item.</summary>
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

    /// <summary>The first name in the contacts. A user name is not a name.</summary>
    public static PersonName? NameOf(IReadOnlyList<JsonElement> contacts)
    {
        foreach (var contact in contacts)
        {
            if (PersonName.Split(contact.Get("profile"u8).Get("name"u8).Text()) is { } name)
                return name;
        }

        return null;
    }

    /// <summary>An event that connects the ids of one person and holds the name. Null if the event would change nothing.</summary>
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

/// <summary>The two sides of a WhatsApp message, and the form in which it was received.</summary>
/// <param name="Business">The phone number id.</param>
/// <param name="Direction">Inbound if the person wrote it, outbound if the shop did.</param>
/// <param name="Rank">The form. A placeholder is recognised by its type instead.</param>
/// <param name="Person">The ids of the person in the item; empty if it names nobody.</param>
/// <param name="Name">The person's name, if a contact has it.</param>
internal sealed record WhatsAppParties(string Business, MessageDirection Direction, CopyRank Rank, IReadOnlyList<Identity> Person, PersonName? Name)
{
    /// <summary>A message of the shop to a group, which is no person.</summary>
    public static WhatsAppParties ToGroup(string business, CopyRank rank, string? groupId) =>
        new(business, MessageDirection.Outbound, rank, [], null) { GroupId = groupId };

    /// <summary>The group that the change names. The message may name one itself.</summary>
    public string? GroupId { get; init; }

    /// <summary>True for a message from the shop to its own number.</summary>
    public bool IsOneself { get; init; }
}
