namespace Migochat.Leads;

/// <summary>The kinds of ids that make a person, as stored in <c>user_identities.kind</c>.</summary>
public static class IdentityKind
{
    /// <summary>Page-scoped id, and the author of a comment on the page.</summary>
    public const string Facebook = "facebook";

    /// <summary>Instagram-scoped id.</summary>
    public const string Instagram = "instagram";

    /// <summary>WhatsApp number: country code and digits, no plus.</summary>
    public const string WhatsAppPhone = "wa_phone";

    /// <summary>WhatsApp business-scoped user id, such as <c>EG.1234…</c>.</summary>
    public const string WhatsAppUser = "wa_user";

    /// <summary>A filled-in lead form.</summary>
    public const string Leadgen = "leadgen";
}
