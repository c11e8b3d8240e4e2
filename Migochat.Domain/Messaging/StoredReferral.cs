namespace Migochat.Messaging;

/// <summary>A referral that came as an event of its own. The time is UTC.</summary>
internal sealed record StoredReferral(string Key, string BusinessId, DateTime Time, Placed Placed);
