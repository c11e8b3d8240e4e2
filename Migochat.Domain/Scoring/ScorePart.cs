namespace Migochat.Scoring;

/// <summary>One line of a score.</summary>
/// <param name="Name">What it is for, such as <c>phone known</c> or <c>engagement cap</c>.</param>
/// <param name="Points">Whole; caps are negative.</param>
/// <param name="Reason">One sentence for the shop's staff, without anything personal.</param>
/// <param name="Until">The moment (UTC) at which it changes by itself; null: never.</param>
public sealed record ScorePart(string Name, int Points, string Reason, DateTime? Until = null);
