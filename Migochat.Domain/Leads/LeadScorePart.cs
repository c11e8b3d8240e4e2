namespace Migochat.Leads;

/// <summary>One line of a lead's score.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Points">Whole; caps are negative.</param>
/// <param name="Reason">One sentence.</param>
public sealed record LeadScorePart(string Name, int Points, string Reason);
