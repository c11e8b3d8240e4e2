using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Migochat.Data;

namespace Migochat.Api;

/// <summary>Reads the parameters of a list. One that is not understood counts as missing, and <see cref="Problem"/> speaks of it.</summary>
public sealed class QueryReader(IQueryCollection query)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
    private const int LongestText = 200;

    /// <summary>The first that was not understood; null if all were.</summary>
    public ProblemHttpResult? Problem { get; private set; }

    /// <summary><c>limit</c>: how many items a page holds.</summary>
    public int Limit() => (int?)Number("limit", 1, MaxLimit) ?? DefaultLimit;

    /// <summary><c>cursor</c>: the sort keys of the last item of the page before; null for the first page.</summary>
    /// <param name="keys">How many of them the list's order has.</param>
    public IReadOnlyList<long>? Cursor(int keys)
    {
        if (!query.TryGetValue("cursor", out var text))
            return null;
        if (Api.Cursor.Read(text.ToString()) is { } read && read.Count == keys)
            return read;
        Refuse("cursor", "Send what the page before has as next, or none for the first page.");
        return null;
    }

    /// <summary>A filter with the names of an enum as its values.</summary>
    public T? OneOf<T>(string name) where T : struct, Enum
    {
        if (!query.TryGetValue(name, out var text))
            return null;
        if (EnumText.TryFromWire<T>(text.ToString(), out var value))
            return value;
        Refuse(name, $"Send one of: {string.Join(", ", EnumText.WireNames<T>())}.");
        return null;
    }

    /// <summary>A filter with the given words as its values.</summary>
    public string? OneOf(string name, params IReadOnlyCollection<string> words)
    {
        if (!query.TryGetValue(name, out var text))
            return null;
        if (words.Contains(text.ToString(), StringComparer.Ordinal))
            return text;
        Refuse(name, $"Send one of: {string.Join(", ", words)}.");
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool? Truth(string name) => OneOf(name, "true", "false") is { } word ? word == "true" : null;

    /// <summary>An id of ours.</summary>
    public long? Id(string name) => Number(name, 1, long.MaxValue);

    /// <summary>A whole number, bounds included.</summary>
    public long? Number(string name, long least, long most)
    {
        if (!query.TryGetValue(name, out var text))
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Refuse(name, most == long.MaxValue ? $"Send a whole number from {least} on." : $"Send a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>A moment, as UTC; one without an offset is UTC.</summary>
    public DateTime? Time(string name)
    {
        const DateTimeStyles AsUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!query.TryGetValue(name, out var text))
            return null;
        if (DateTime.TryParseExact(text.ToString(), TimeFormats, CultureInfo.InvariantCulture, AsUtc, out var time))
            return UtcText.Truncate(time);
        Refuse(name, "Send a time of ISO 8601, such as 2026-03-01T12:00:00Z or 2026-03-01.");
        return null;
    }

    /// <summary>A text that a person typed; null if it is missing or blank.</summary>
    public string? Text(string name)
    {
        if (!query.TryGetValue(name, out var text) || string.IsNullOrWhiteSpace(text))
            return null;
        if (text.Count == 1 && text[0]!.Length <= LongestText)
            return text[0];
        Refuse(name, $"Send it once, with {LongestText} characters at most.");
        return null;
    }

    private static readonly string[] TimeFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    private void Refuse(string name, string allowed) => Problem ??= Problems.BadParameter(name, allowed);
}
