namespace Migochat.Privacy;

/// <summary>How far a request for deletion is, for whoever has its code. Nothing personal; times are UTC.</summary>
/// <param name="Code">As it was given out.</param>
/// <param name="Status"><c>completed</c>; or <c>pending</c>: no longer readable, and still to be overwritten in the log of the database.</param>
/// <param name="RequestedAt">When it was received.</param>
/// <param name="CompletedAt">Null while it is pending.</param>
public sealed record DeletionStatus(string Code, string Status, DateTime RequestedAt, DateTime? CompletedAt);
