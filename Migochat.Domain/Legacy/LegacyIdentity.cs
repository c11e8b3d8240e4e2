using System.Text.RegularExpressions;
using Migochat.Data;

namespace Migochat.Legacy;

/// <summary>Reads <c>users.psid</c>, which held every kind of id, as one of <see cref="IdentityKind"/>.</summary>
/// <param name="Kind">One of <see cref="IdentityKind"/>.</param>
/// <param name="Value">In the form of <c>user_identities.value</c>.</param>
internal sealed partial record LegacyIdentity(string Kind, string Value)
{
    private const string LeadPrefix = "lead_";

    /// <summary>Null if Meta's events can't carry such a platform or id.</summary>
    /// <param name="platform">NULL in the file means Facebook.</param>
    /// <param name="psid">As it was.</param>
    public static LegacyIdentity? Of(string? platform, string psid)
    {
        if (psid.StartsWith(LeadPrefix, StringComparison.Ordinal) && psid.Length > LeadPrefix.Length)
            return new(IdentityKind.Leadgen, psid[LeadPrefix.Length..]);
        return LegacyText.Platform(platform) switch
        {
            "facebook" => new(IdentityKind.Facebook, psid),
            "instagram" => new(IdentityKind.Instagram, psid),
            "whatsapp" => OnWhatsApp(psid),
            _ => null,
        };
    }

    private static LegacyIdentity? OnWhatsApp(string psid)
    {
        if (BusinessScoped().IsMatch(psid))
            return new(IdentityKind.WhatsAppUser, psid);
        return LegacyPhone.WhatsAppDigits(psid) is { } digits ? new(IdentityKind.WhatsAppPhone, digits) : null;
    }

    [GeneratedRegex(@"^[A-Z]{2}\.[A-Za-z0-9._-]+\z", RegexOptions.None, 1000)]
    private static partial Regex BusinessScoped();
}
