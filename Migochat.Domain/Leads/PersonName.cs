using Migochat.Data;

namespace Migochat.Leads;

/// <summary>A person's name as an event gives it.</summary>
public sealed record PersonName(string? First, string? Last)
{
    private const int MaxLength = 100;

    /// <summary>The first word, and the rest. Null where there is no word.</summary>
    public static PersonName? Split(string? name)
    {
        var words = name?.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return words switch
        {
            [] => null,
            [var first] => new PersonName(first.CutTo(MaxLength), null),
            [var first, var rest, ..] => new PersonName(first.CutTo(MaxLength), rest.CutTo(MaxLength)),
        };
    }

    /// <summary>Decides between two names of one rank and time.</summary>
    public string Ordinal => $"{First}\n{Last}";
}
