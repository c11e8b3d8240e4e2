using System.Text.Json;
using Migochat.Data;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>Reads a shared contact card: Meta's members, else the vCard in it. Pure.</summary>
internal static class WhatsAppCard
{
    /// <summary>The name on a card; null if it has none.</summary>
    public static string? NameOf(JsonElement card)
    {
        var name = card.Get("name"u8);
        var vcard = card.Get("vcard"u8).Words();
        return Said(name.Get("formatted_name"u8).Words())
            ?? Said($"{name.Get("first_name"u8).Words()} {name.Get("last_name"u8).Words()}")
            ?? Said(ValueOf(vcard, "FN"))
            ?? Said(string.Join(' ', (ValueOf(vcard, "N") ?? "").Split(';').Take(2).Reverse()))
            ?? Said(card.Get("org"u8).Get("company"u8).Words());
    }

    /// <summary>The number of a person who shared their own card because the shop asked for it; null for every other message.</summary>
    public static string? RequestedNumber(JsonElement message)
    {
        var cards = message.Get("contacts"u8);
        if (cards.ValueKind != JsonValueKind.Array || cards.GetArrayLength() != 1 || !(IsRequested(message) || IsRequested(cards[0])))
            return null;
        var phone = cards[0].Get("phones"u8).Items().FirstOrDefault();
        return WhatsAppIds.Digits(phone.Get("wa_id"u8).Id()) ?? WhatsAppIds.Digits(PhoneNumber.Parse(phone.Get("phone"u8).Words() ?? ""));
    }

    private static bool IsRequested(JsonElement holder) => "contact_request".Equals(holder.Get("origin"u8).Text(), StringComparison.OrdinalIgnoreCase);

    private static string? Said(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();

    /// <summary>The value of a property of a vCard. A line that starts with white space continues the line before it.</summary>
    private static string? ValueOf(string? vcard, string property)
    {
        if (vcard is null)
            return null;
        var lines = vcard.ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).Replace("\n\t", "", StringComparison.Ordinal).Split('\n');
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && IsProperty(line[..colon], property))
                return Unescape(line[(colon + 1)..]);
        }

        return null;
    }

    // A group may precede the name, and parameters may follow it. Values in quoted-printable are not decoded and do not count.
    private static bool IsProperty(string head, string property)
    {
        var parts = head.Split(';');
        var name = parts[0][(parts[0].LastIndexOf('.') + 1)..];
        return name.Equals(property, StringComparison.OrdinalIgnoreCase) && !head.Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);
    }

    private static string Unescape(string value) => value
        .Replace("\\n", " ", StringComparison.OrdinalIgnoreCase)
        .Replace("\\,", ",", StringComparison.Ordinal)
        .Replace("\\;", ";", StringComparison.Ordinal)
        .Replace("\\\\", "\\", StringComparison.Ordinal);
}
