using System.Text.Json;
using Migochat.Data;

namespace Migochat.Graph;

/// <summary>What Meta says of a token. Pure.</summary>
/// <param name="IsValid">Null: it could not be told.</param>
/// <param name="EndsAt">When the token or the access to data ends, UTC; null: never, or not known.</param>
/// <param name="Missing">The permissions that it lacks.</param>
/// <param name="Reason">Why it is invalid or not known.</param>
internal sealed record TokenState(bool? IsValid, DateTime? EndsAt, IReadOnlyList<string> Missing, string? Reason)
{
    private const long LastSecond = 253402300799;
    private const string Invalid = "Meta says that the token is no longer valid. Make a new one.";

    /// <param name="result">The answer to the question about the token.</param>
    /// <param name="needed">The permissions that it should have.</param>
    public static TokenState Of(ReadResult result, IReadOnlyList<string> needed) => result switch
    {
        ReadFailed { Error: { Kind: GraphErrorKind.TokenInvalid } error } => new(false, null, [], error.Reason),
        ReadFailed { Error: var error } => new(null, null, [], error.Reason),
        ReadFound { Json: var json } => json.Get("data"u8) is { ValueKind: JsonValueKind.Object } data ? OfData(data, needed) : new(true, null, [], null),
        _ => new(null, null, [], "Meta was not asked."),
    };

    private static TokenState OfData(JsonElement data, IReadOnlyList<string> needed)
    {
        if (data.Get("is_valid"u8).ValueKind != JsonValueKind.True)
            return new(false, null, [], Invalid);
        var scopes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scope in data.Get("scopes"u8).Items())
            scopes.Add(scope.Text() ?? "");
        var ends = ((DateTime?[])[Time(data.Get("expires_at"u8)), Time(data.Get("data_access_expires_at"u8))]).Min();
        return new(true, ends, [.. needed.Where(permission => !scopes.Contains(permission))], null);
    }

    /// <summary>Zero stands for never.</summary>
    private static DateTime? Time(JsonElement seconds) =>
        seconds.Whole() is > 0 and <= LastSecond and var time ? DateTimeOffset.FromUnixTimeSeconds(time).UtcDateTime : null;
}
