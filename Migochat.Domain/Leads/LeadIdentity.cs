namespace Migochat.Leads;

/// <summary>An id of a lead at Meta, as it is shown.</summary>
/// <param name="Kind">One of <see cref="IdentityKind"/>.</param>
/// <param name="SeenAt">The latest event (UTC) that carried it.</param>
public sealed record LeadIdentity(string Kind, string Value, DateTime SeenAt);
