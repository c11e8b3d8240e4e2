namespace Migochat.Webhooks;

/// <summary>The <c>object</c> of an envelope, as far as we know it.</summary>
public enum MetaObject
{
    /// <summary>Missing, or none that we take items from.</summary>
    Other,

    /// <summary><c>page</c>: Messenger, the page's feed, lead forms.</summary>
    Page,

    /// <summary><c>instagram</c>.</summary>
    Instagram,

    /// <summary><c>whatsapp_business_account</c>.</summary>
    WhatsApp,
}
