using System.Text;
using System.Text.Json;
using Migochat.Data;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>The <c>contacts</c> of one WhatsApp change. A contact is found by the ids of an item's person.</summary>
internal sealed class WhatsAppContacts(JsonElement value)
{
    // Meta sends each person once. A delivery that repeats a person must not cost that much for each of their messages.
    private const int MostOfOne = 8;

    private static readonly string[] PersonMembers =
        ["from", "from_user_id", "to", "to_user_id", "recipient", "recipient_id", "recipient_user_id", "wa_id", "user_id"];

    private readonly JsonElement _contacts = value.Get("contacts"u8);
    private Dictionary<string, List<JsonElement>>? _byId;

    /// <summary>
    /// The contacts whose <c>wa_id</c> or <c>user_id</c> is an id of the item's person. If the item names nobody, the only contact counts.
    /// The position never counts, because Meta promises no order.
    /// </summary>
    /// <param name="id">The id in <c>from</c>, <c>to</c> and the like.</param>
    /// <param name="userId">The id in <c>from_user_id</c> and the like.</param>
    public IReadOnlyList<JsonElement> Of(string? id, string? userId)
    {
        if (_contacts.ValueKind != JsonValueKind.Array)
            return [];
        var phone = WhatsAppIds.Digits(id);
        var user = userId ?? (WhatsAppIds.IsUserId(id) ? id : null);
        if (phone is null && user is null)
            return _contacts.GetArrayLength() == 1 ? [_contacts[0]] : [];
        _byId ??= ById();
        return [.. With(phone), .. With(user).Where(contact => WhatsAppIds.Digits(contact.Get("wa_id"u8).Id()) is not { } other || other != phone)];
    }

    /// <summary>Every contact of the change.</summary>
    public IEnumerable<JsonElement> All => _contacts.Items();

    /// <summary>The contacts of all persons in an item, in whichever member their ids are.</summary>
    public IReadOnlyList<JsonElement> OfAnyIn(JsonElement item)
    {
        string?[] ids =
        [
            .. from side in (JsonElement[])[item, item.Get("message"u8)]
               from name in PersonMembers
               select side.Get(Encoding.UTF8.GetBytes(name)).Id(),
        ];
        return [.. ids.OfType<string>().SelectMany(id => Of(id, null)).DistinctBy(contact => contact.Raw(), StringComparer.Ordinal)];
    }

    private List<JsonElement> With(string? id) => id is not null && _byId!.TryGetValue(id, out var contacts) ? contacts : [];

    private Dictionary<string, List<JsonElement>> ById()
    {
        var byId = new Dictionary<string, List<JsonElement>>(StringComparer.Ordinal);
        foreach (var contact in _contacts.EnumerateArray())
        {
            Add(byId, WhatsAppIds.Digits(contact.Get("wa_id"u8).Id()), contact);
            Add(byId, contact.Get("user_id"u8).Id(), contact);
        }

        return byId;
    }

    private static void Add(Dictionary<string, List<JsonElement>> byId, string? id, JsonElement contact)
    {
        if (id is null)
            return;
        if (!byId.TryGetValue(id, out var contacts))
            byId[id] = contacts = [];
        if (contacts.Count < MostOfOne)
            contacts.Add(contact);
    }
}
