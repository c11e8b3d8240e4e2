using System.Text.Json;

namespace Migochat.Data;

/// <summary>The <c>object</c> of an envelope, as far as Migochat knows it.</summary>
public enum MetaObject
{
    /// <summary>Missing, or an object that Migochat takes no items from.</summary>
    Other,

    /// <summary><c>page</c>: Messenger, the page's feed, lead forms.</summary>
    Page,

    /// <summary><c>instagram</c>.</summary>
    Instagram,

    /// <summary><c>whatsapp_business_account</c>.</summary>
    WhatsApp,
}

/// <summary>The envelopes of a delivery. They share one shape: an <c>object</c> and an array <c>entry</c>.</summary>
internal static class MetaEnvelopes
{
    // Some of Meta's examples wrap the envelope in an array.
    public static IEnumerable<JsonElement> In(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            yield return root;
            yield break;
        }

        foreach (var envelope in root.EnumerateArray())
            yield return envelope;
    }

    public static MetaObject ObjectOf(JsonElement envelope) => envelope.Get("object"u8).Text() switch
    {
        "page" => MetaObject.Page,
        "instagram" => MetaObject.Instagram,
        "whatsapp_business_account" => MetaObject.WhatsApp,
        _ => MetaObject.Other,
    };

    /// <summary>The objects of all envelopes, to check whether the signing secret is valid for them.</summary>
    public static IEnumerable<MetaObject> Objects(JsonElement root) => In(root).Select(ObjectOf);
}
