using System.Security.Cryptography;
using System.Text;
using Migochat.Data;
using Migochat.Leads;
using Migochat.Webhooks;

namespace Migochat.Messaging;

/// <summary>Keeps referrals that come as events of their own, and lets the messages after them take them.</summary>
internal sealed class ReferralIntake(PersonFinder finder, PersonStore persons, PersonRebuild rebuild, StubStore stubs, ReferralStore referrals)
{
    /// <summary>What <c>referrals.metadata</c> holds of one that is older than texts are kept.</summary>
    internal const string NoContent = "{}";

    /// <returns>False if it was stored before.</returns>
    public bool Apply(ReferralReceived received, PersonTerms terms, DateTime receivedAt)
    {
        var person = finder.Find(received.Person, received.Time, terms, receivedAt);
        var referral = new StoredReferral(KeyOf(received), received.BusinessId, received.Time, stubs.Place(received.Attribution, received.Time));
        var json = terms.Keeps(received.Time) ? received.Json : NoContent;
        if (!referrals.Add(person.Id, received.Person[0].Value, received.Platform, referral, json))
            return false;
        persons.Touch(PersonTouch.Refer(person, received.Time));
        rebuild.RebuildFirstTouch(person.Id);
        rebuild.Retake(person.Id, referral);
        persons.SetDue(person.Id, receivedAt);
        return true;
    }

    private static string KeyOf(ReferralReceived received)
    {
        var content = $"{received.BusinessId}\n{received.Person[0].Value}\n{UtcText.From(received.Time)}\n{received.Json}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}
