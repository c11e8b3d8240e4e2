using System.Text.Json;

namespace Migochat.Webhooks;

/// <summary>Where in a WhatsApp change an item stood: writes the change around this item alone.</summary>
/// <param name="Change">With its field, and in its value the number that it is about.</param>
/// <param name="Contacts">Those that speak of the item's person, not of the others in the delivery.</param>
internal sealed record WhatsAppOrigin(JsonElement Change, IReadOnlyList<JsonElement> Contacts)
{
    /// <summary>True for an item of a chunk of <c>history</c>.</summary>
    public bool IsInHistory { get; init; }

    /// <summary>The thread of the chunk in which the item stood, if it stood in one.</summary>
    public JsonElement Thread { get; init; }

    /// <param name="writeItems">Writes the collection that holds the item.</param>
    public void Write(Utf8JsonWriter writer, Action writeItems)
    {
        var value = Change.Get("value"u8);
        writer.WriteStartObject();
        EventOrigin.Copy(writer, Change, "field"u8);
        writer.WriteStartObject("value"u8);
        EventOrigin.Copy(writer, value, "messaging_product"u8);
        EventOrigin.Copy(writer, value, "metadata"u8);
        WriteContacts(writer);
        if (IsInHistory)
            WriteChunk(writer, writeItems);
        else
            writeItems();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteContacts(Utf8JsonWriter writer)
    {
        if (Contacts.Count == 0)
            return;
        writer.WriteStartArray("contacts"u8);
        foreach (var contact in Contacts)
            EventOrigin.Raw(writer, contact);
        writer.WriteEndArray();
    }

    private void WriteChunk(Utf8JsonWriter writer, Action writeItems)
    {
        if (Thread.IsPresent())
            WriteIn(writer, "history", () => WriteIn(writer, "threads", () => WriteThread(writer, writeItems)));
        else
            WriteIn(writer, "history", writeItems);
    }

    private void WriteThread(Utf8JsonWriter writer, Action writeItems)
    {
        EventOrigin.Copy(writer, Thread, "id"u8);
        EventOrigin.Copy(writer, Thread, "context"u8);
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
