namespace Migochat.Graph;

/// <summary>One read of the Graph API.</summary>
/// <param name="Platform">One of <see cref="Data.Platform"/>.</param>
/// <param name="BusinessId">The page, Instagram account or phone number id whose token is used.</param>
/// <param name="Path">Below the version: an object's id, or an id and an edge. Its parts are escaped already where they need it.</param>
/// <param name="Parameters">Of the query, not escaped.</param>
public sealed record GraphRead(string Platform, string BusinessId, string Path, IReadOnlyList<(string Name, string Value)> Parameters)
{
    /// <summary>The object is an ad, which the token of ads reads.</summary>
    public bool IsAd { get; init; }
}
