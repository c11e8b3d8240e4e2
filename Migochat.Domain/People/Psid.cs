using Migochat.Data;

namespace Migochat.People;

/// <summary>Chooses the id for <c>users.psid</c> among a person's ids. Pure.</summary>
internal static class Psid
{
    private static readonly string[] Order =
        [IdentityKind.WhatsAppPhone, IdentityKind.Facebook, IdentityKind.Instagram, IdentityKind.WhatsAppUser, IdentityKind.Leadgen];

    /// <summary>The best kind, then the id seen last, then the ordinally greatest.</summary>
    public static Identity Choose(IEnumerable<(Identity Identity, DateTime SeenAt)> identities) => identities
        .OrderBy(seen => Rank(seen.Identity.Kind))
        .ThenByDescending(seen => seen.SeenAt)
        .ThenByDescending(seen => seen.Identity.Value, StringComparer.Ordinal)
        .First().Identity;

    /// <summary>0 for the kind that is preferred to all others.</summary>
    public static int Rank(string kind) => Array.IndexOf(Order, kind);

    /// <summary>
    /// The text for the column. Ids of two kinds have separate name spaces and may hold the same digits; then the better kind has
    /// the plain id, and the others have their kind as a prefix.
    /// </summary>
    /// <param name="identity">The chosen id.</param>
    /// <param name="kindsElsewhere">The kinds under which other persons have the same value.</param>
    public static string Text(Identity identity, IEnumerable<string> kindsElsewhere) =>
        kindsElsewhere.Any(kind => Rank(kind) < Rank(identity.Kind)) ? $"{identity.Kind}:{identity.Value}" : identity.Value;

    /// <summary>True if a new event of this identity may change the choice: it is another id of the same kind or of one as good.</summary>
    public static bool MayGiveWay(string psid, Identity seen) =>
        psid != seen.Value && (seen.Kind != IdentityKind.WhatsAppUser || !psid.All(char.IsAsciiDigit));

    public static string PlatformOf(string kind) => kind switch
    {
        IdentityKind.WhatsAppPhone or IdentityKind.WhatsAppUser => Platform.WhatsApp,
        IdentityKind.Instagram => Platform.Instagram,
        _ => Platform.Facebook,
    };
}
