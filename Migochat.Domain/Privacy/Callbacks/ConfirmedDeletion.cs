namespace Migochat.Privacy;

/// <summary>What Meta shows to a person who wants their data deleted.</summary>
/// <param name="Url">Where the person can look up how far it is.</param>
/// <param name="ConfirmationCode">Names the request.</param>
public sealed record ConfirmedDeletion(string Url, string ConfirmationCode);
