namespace Migochat.Privacy;

/// <summary>Meta shows this to a person who requested the deletion of their data.</summary>
/// <param name="Url">The page with the state of the request.</param>
/// <param name="ConfirmationCode">Names the request.</param>
public sealed record ConfirmedDeletion(string Url, string ConfirmationCode);
