namespace Migochat.Leads;

/// <summary>An id of a person, as an event carries it.</summary>
/// <param name="Kind">One of <see cref="IdentityKind"/>.</param>
/// <param name="Value">1 to 160 characters, ordinal.</param>
public readonly record struct Identity(string Kind, string Value)
{
    public const int MaxLength = 160;
}
