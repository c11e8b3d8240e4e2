using System.Text;
using System.Text.Json;
using Migochat.Data;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>One change of a WhatsApp business account, with the values that its items have in common.</summary>
/// <param name="change">The change, with its field and value.</param>
/// <param name="place">The position of the whole change.</param>
/// <param name="nest">The member of the value that holds the items, if Meta nests them; null if the value itself holds them.</param>
internal sealed class WhatsAppChange(JsonElement change, ItemContext place, string? nest = null)
{
    private readonly ParentObject _change = new(change);
    private readonly ParentObject _value = new(change.Get("value"u8));

    /// <summary>The whole change.</summary>
    public ItemContext Context => place;

    public string? Field { get; } = change.Get("field"u8).Text();

    /// <summary>The object that holds the items and the contacts.</summary>
    public JsonElement Value { get; } = Holder(change, nest);

    public WhatsAppContacts Contacts { get; } = new(Holder(change, nest));

    /// <summary>The phone number id in the change. Fields about the account have none.</summary>
    public string? NumberId { get; } = change.Get("value"u8).Get("metadata"u8).Get("phone_number_id"u8).Id();

    /// <summary>The shop's number that the change concerns.</summary>
    public string Business => NumberId ?? place.EntryId ?? "";

    public bool IsOurs => place.Delivery.Ours.Includes(MetaObject.WhatsApp, Business);

    /// <summary>The digits of the shop's number, if the change has them.</summary>
    public string? OwnNumber { get; } = WhatsAppIds.DisplayedDigits(change.Get("value"u8).Get("metadata"u8).Get("display_phone_number"u8).Id());

    /// <summary>True for an id of the shop: its number, or the number's id.</summary>
    public bool IsShopNumber(string? id) => id is not null && (id == NumberId || WhatsAppIds.Digits(id) is { } digits && digits == OwnNumber);

    /// <summary>True for the shop's own number in the place of a person.</summary>
    public bool IsOneself(List<Identity> person) => OwnNumber is not null && person.Count > 0 && person[0] == new Identity(IdentityKind.WhatsAppPhone, OwnNumber);

    /// <summary>The place of an item of the change's value.</summary>
    /// <param name="contacts">The contacts of its person.</param>
    public ItemContext At(string collection, JsonElement item, IReadOnlyList<JsonElement> contacts) =>
        At(collection, item, new WhatsAppOrigin(_change, _value, contacts) { Nest = nest });

    /// <summary>The place of an item of a chunk of history.</summary>
    /// <param name="thread">The thread that holds it, if there is one.</param>
    public ItemContext AtHistory(string collection, JsonElement item, ParentObject? thread, IReadOnlyList<JsonElement> contacts) =>
        At(collection, item, new WhatsAppOrigin(_change, _value, contacts) { IsInHistory = true, Thread = thread });

    /// <summary>The same form of the change with its items in this member of the value.</summary>
    public WhatsAppChange Within(string member) => new(change, place, member);

    /// <summary>Reads each item of a collection. A collection that is no array is unrecognised, and so is an item whose reader throws.</summary>
    /// <param name="around">The object that holds the collection.</param>
    /// <param name="at">The position of an item.</param>
    public static void ReadAll(
        string collection, JsonElement items, ItemContext around, Func<JsonElement, ItemContext> at, List<WebhookEvent> events, Action<JsonElement> read)
    {
        if (items.IsPresent() && items.ValueKind != JsonValueKind.Array)
            events.Add(around.Unrecognised($"{collection} is no array"));
        foreach (var item in items.Items())
        {
            if (item.ValueKind != JsonValueKind.Null)
                GuardedReading.Read(() => at(item).Origin, events, () => read(item));
        }
    }

    private static JsonElement Holder(JsonElement change, string? nest) =>
        nest is null ? change.Get("value"u8) : change.Get("value"u8).Get(Encoding.UTF8.GetBytes(nest));

    private ItemContext At(string collection, JsonElement item, WhatsAppOrigin origin) =>
        place with { Origin = place.Origin.ValueItem(origin, collection, item) };
}
