namespace Migochat.Leads;

/// <summary>How many people came through a post or an ad, at first or later; each counts once.</summary>
/// <param name="People">All of them.</param>
/// <param name="Hot">Whose label is hot.</param>
/// <param name="Convert">Whose stage is convert.</param>
public sealed record PeopleCount(long People, long Hot, long Convert);
