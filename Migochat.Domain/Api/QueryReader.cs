using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Migochat.Data;

namespace Migochat.Api;

/// <summary>
/// Reads the parameters of a request. A parameter that is not understood counts as missing, and <see cref="Problem"/> names it.
/// A parameter that no method asked for is unknown.
/// </summary>
public sealed partial class QueryReader(HttpRequest request)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
    private const int LongestText = 200;
    private const int FirstYear = 2000;
    private const int LastYear = 2999;

    /// <summary>How to write what a URL can't hold, for the detail of a problem.</summary>
    public const string HowToEncode = "In a URL a + is written %2B, a blank %20, and Arabic as the bytes of its UTF-8: م is %D9%85.";

    private static readonly string[] TimeFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    private readonly IQueryCollection _query = request.Query;
    private readonly KnownNames _known = new();
    private ProblemHttpResult? _problem;

    /// <summary>The first parameter that was not understood or is unknown; null if there is none. To be asked after all parameters were read.</summary>
    public ProblemHttpResult? Problem => _problem ?? _known.Refuse(_query);

    /// <summary><c>cursor</c> and <c>limit</c>: the wanted page.</summary>
    /// <param name="keys">How many sort keys the list's order has.</param>
    public PageRequest Page(int keys)
    {
        var fingerprint = QueryFingerprint.Of(request);
        return new PageRequest(After(keys, fingerprint), (int?)Number("limit", 1, MaxLimit) ?? DefaultLimit, fingerprint);
    }

    /// <summary>A filter with the names of an enum as its values.</summary>
    public T? OneOf<T>(string name) where T : struct, Enum
    {
        if (!Find(name, out var text))
            return null;
        if (EnumText.TryFromWire<T>(text, out var value))
            return value;
        Refuse(name, $"Send one of: {string.Join(", ", EnumText.WireNames<T>())}.");
        return null;
    }

    /// <summary>A filter with the given words as its values.</summary>
    public string? OneOf(string name, params IReadOnlyCollection<string> words)
    {
        if (!Find(name, out var text))
            return null;
        if (words.Contains(text, StringComparer.Ordinal))
            return text;
        Refuse(name, $"Send one of: {string.Join(", ", words)}.");
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool? Truth(string name) => OneOf(name, "true", "false") is { } word ? word == "true" : null;

    /// <summary>True if the parameter is there, whatever its value.</summary>
    public bool Has(string name) => Find(name, out _);

    /// <summary>An id of ours.</summary>
    public long? Id(string name) => Number(name, 1, long.MaxValue);

    /// <summary>A whole number, bounds included.</summary>
    public long? Number(string name, long least, long most)
    {
        if (!Find(name, out var text))
            return null;
        if (WholeNumber.TryParse(text, NumberStyles.None, out var number) && number >= least && number <= most)
            return number;
        Refuse(name, most == long.MaxValue ? $"Send a whole number from {least} on." : $"Send a whole number from {least} to {most}.");
        return null;
    }

    /// <summary>A moment, as UTC. One without an offset is a time in the zone of the parameter <c>tz</c>, by default UTC.</summary>
    public DateTime? Time(string name)
    {
        var zone = Zone();
        if (!Find(name, out var text))
            return null;
        if (DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            && LocalTime.ToUtc(time, zone) is { } utc)
            return UtcText.Truncate(utc);
        Refuse(name, $"Send a time of ISO 8601, such as 2026-03-01T12:00:00Z, 2026-03-01T14:00:00%2B02:00 or 2026-03-01. {HowToEncode}");
        return null;
    }

    /// <summary>The first day of a month that is written like <c>2026-11</c>.</summary>
    public DateOnly? Month(string name)
    {
        if (!Find(name, out var text))
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= FirstYear and <= LastYear)
            return month;
        Refuse(name, "Send a month such as 2026-11.");
        return null;
    }

    /// <summary>A text that a person typed; null if it is missing or blank.</summary>
    public string? Text(string name)
    {
        if (!Find(name, out var text) || string.IsNullOrWhiteSpace(text))
            return null;
        if (_query[name].Count == 1 && text.Length <= LongestText && !NotUtf8().IsMatch(text))
            return text;
        Refuse(name, $"Send it once, in UTF-8, with {LongestText} characters at most. {HowToEncode}");
        return null;
    }

    /// <summary>Escaped bytes that are no UTF-8 stay escaped, or become the replacement character.</summary>
    [GeneratedRegex("%[89A-Fa-f][0-9A-Fa-f]|\uFFFD", RegexOptions.None, 1000)]
    private static partial Regex NotUtf8();

    private TimeZoneInfo Zone()
    {
        if (!Find("tz", out var text))
            return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone))
            return zone;
        Refuse("tz", "Send the name of a time zone, such as Africa/Cairo.");
        return TimeZoneInfo.Utc;
    }

    private IReadOnlyList<long>? After(int keys, string fingerprint)
    {
        if (!Find("cursor", out var text))
            return null;
        if (Cursor.Read(text) is not var (read, of) || read.Count != keys)
            Refuse("cursor", "Send what the page before has as next, or none for the first page.");
        else if (of != fingerprint)
            Refuse("cursor", "It belongs to another list, sort or filter. Send next of a page of this list, with the other parameters as they were.");
        else
            return read;
        return null;
    }

    private bool Find(string name, out string text)
    {
        _known.Add(name);
        text = _query.TryGetValue(name, out var values) ? values.ToString() : "";
        return values.Count > 0;
    }

    private void Refuse(string name, string allowed) => _problem ??= Problems.BadParameter(name, allowed);
}
