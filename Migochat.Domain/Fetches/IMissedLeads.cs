namespace Migochat.Fetches;

/// <summary>Takes leads whose webhook did not come, as if it had; the intake does.</summary>
public interface IMissedLeads
{
    /// <summary>Waits for the commit. A lead that is there already changes nothing, and one of an erased person is refused.</summary>
    /// <returns>False if it could not be stored now.</returns>
    Task<bool> AddAsync(MissedLead lead);
}

/// <summary>A lead in the list of a form.</summary>
/// <param name="LeadgenId">Meta's id of the answers.</param>
/// <param name="PageId">The form's page.</param>
/// <param name="FormId">The form.</param>
/// <param name="AdId">Null: it came through no ad, or the token may not know.</param>
/// <param name="CreatedAt">When the form was filled in, UTC; null: Meta does not say.</param>
public sealed record MissedLead(string LeadgenId, string PageId, string FormId, string? AdId, DateTime? CreatedAt);
