namespace Migochat.Replies;

/// <summary>Takes the outcome of calls and stores each in one transaction with its message; the intake does.</summary>
public interface ISettledReplies
{
    /// <summary>Waits for the commit.</summary>
    /// <returns>False if it could not be stored now.</returns>
    Task<bool> AddAsync(SettledReply reply);
}

/// <summary>A reply that Meta took, or that has failed for good.</summary>
/// <param name="Id">Of its row.</param>
/// <param name="Attempt">The call.</param>
/// <param name="MessageId">As Meta gave it; null: it was not sent.</param>
/// <param name="RecipientId">The person, as Meta's answer names it.</param>
/// <param name="Note">How it was recognised, where that is not certain.</param>
public sealed record SettledReply(long Id, int Attempt, string? MessageId, string? RecipientId = null, string? Note = null);
