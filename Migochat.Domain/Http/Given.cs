namespace Migochat.Http;

/// <summary>A member of a body: left out, null, or a value.</summary>
/// <param name="IsGiven">False where it was left out.</param>
/// <param name="Value">Null where it was given as null.</param>
public readonly record struct Given<T>(bool IsGiven, T? Value);
