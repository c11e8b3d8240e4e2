using Migochat.Data;

namespace Migochat.Settings;

/// <summary>
/// The pages, Instagram accounts and phone number ids of the shop. An app also receives the signed deliveries of other
/// accounts that installed it.
/// </summary>
/// <param name="PageIds">Empty: all are ours.</param>
/// <param name="InstagramIds">Empty: all are ours.</param>
/// <param name="PhoneNumberIds">Empty: all are ours.</param>
public sealed record OurAccounts(IReadOnlyList<string> PageIds, IReadOnlyList<string> InstagramIds, IReadOnlyList<string> PhoneNumberIds)
{
    /// <summary>The entry's id in a delivery of the app dashboard's test button.</summary>
    public const string TestEntryId = "0";

    public static readonly OurAccounts All = new([], [], []);

    /// <param name="kind">Selects the list.</param>
    /// <param name="id">The page's, Instagram account's or phone number's id.</param>
    public bool Includes(MetaObject kind, string id)
    {
        var ours = kind switch
        {
            MetaObject.Page => PageIds,
            MetaObject.Instagram => InstagramIds,
            MetaObject.WhatsApp => PhoneNumberIds,
            _ => [],
        };
        return ours.Count == 0 || ours.Contains(id, StringComparer.Ordinal);
    }
}
