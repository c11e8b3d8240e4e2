using System.Runtime.InteropServices;
using System.Text.Json;

namespace Migochat.Webhooks;

/// <summary>The position of an item in a WhatsApp change. It writes the change with this item alone.</summary>
/// <param name="Change">The change, with its field.</param>
/// <param name="Value">The value of the change, with the number that it concerns.</param>
/// <param name="Contacts">The contacts of the item's person, without the others in the delivery.</param>
internal sealed record WhatsAppOrigin(ParentObject Change, ParentObject Value, IReadOnlyList<JsonElement> Contacts)
{
    // In bytes, for all contacts together. Meta's contacts have some 200 each.
    private const int LongestContacts = 4096;

    /// <summary>The member of the value that holds the contacts and the items; null: the value itself.</summary>
    public string? Nest { get; init; }

    /// <summary>True for an item of a chunk of <c>history</c>.</summary>
    public bool IsInHistory { get; init; }

    /// <summary>The thread of the chunk that holds the item, if there is one.</summary>
    public ParentObject? Thread { get; init; }

    /// <param name="writeItems">Writes the collection that holds the item.</param>
    public void Write(Utf8JsonWriter writer, Action writeItems)
    {
        writer.WriteStartObject();
        Change.Copy(writer, "field"u8);
        writer.WriteStartObject("value"u8);
        Value.Copy(writer, "messaging_product"u8);
        Value.Copy(writer, "metadata"u8);
        if (Nest is not null)
            writer.WriteStartObject(Nest);
        WriteContacts(writer);
        if (IsInHistory)
            WriteChunk(writer, writeItems);
        else
            writeItems();
        if (Nest is not null)
            writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteContacts(Utf8JsonWriter writer)
    {
        if (Contacts.Count == 0)
            return;
        writer.WriteStartArray("contacts"u8);
        var length = 0;
        foreach (var contact in Contacts)
        {
            length += JsonMarshal.GetRawUtf8Value(contact).Length;
            if (length <= LongestContacts)
                EventOrigin.Raw(writer, contact);
        }

        writer.WriteEndArray();
    }

    private void WriteChunk(Utf8JsonWriter writer, Action writeItems)
    {
        if (Thread is { } thread)
            WriteIn(writer, "history", () => WriteIn(writer, "threads", () => WriteThread(writer, thread, writeItems)));
        else
            WriteIn(writer, "history", writeItems);
    }

    private static void WriteThread(Utf8JsonWriter writer, ParentObject thread, Action writeItems)
    {
        thread.Copy(writer, "id"u8);
        thread.Copy(writer, "context"u8);
        writeItems();
    }

    private static void WriteIn(Utf8JsonWriter writer, string collection, Action writeMembers)
    {
        writer.WriteStartArray(collection);
        writer.WriteStartObject();
        writeMembers();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
