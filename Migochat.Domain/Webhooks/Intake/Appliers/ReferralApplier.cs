using System.Security.Cryptography;
using System.Text;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Keeps referrals that come as events of their own, and lets the messages after them take them.</summary>
internal sealed class ReferralApplier(PersonFinder finder, PersonStore persons, PersonRebuild rebuild, PostAndAdStore posts, ReferralStore referrals)
{
    /// <returns>False if it was stored before.</returns>
    public bool Apply(ReferralReceived received, IntakeSettings settings, DateTime receivedAt)
    {
        var person = finder.Find(received.Person, received.Time, settings, receivedAt);
        var referral = new StoredReferral(KeyOf(received), received.BusinessId, received.Time, posts.Resolve(received.Attribution, received.Time));
        var json = settings.Keeps(received.Time) ? received.Json : ReferralStore.NoContent;
        if (!referrals.Add(person.Id, received.Person[0].Value, received.Platform, referral, json))
            return false;
        persons.Touch(PersonUpdates.FromReferral(person, received.Time));
        rebuild.RebuildFirstTouch(person.Id);
        rebuild.InheritAgain(person.Id, referral);
        persons.SetDue(person.Id, receivedAt);
        return true;
    }

    private static string KeyOf(ReferralReceived received)
    {
        var content = $"{received.BusinessId}\n{received.Person[0].Value}\n{(received.IsTimed ? UtcText.From(received.Time) : "")}\n{received.Json}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}
