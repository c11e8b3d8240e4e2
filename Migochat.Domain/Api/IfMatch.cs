using Microsoft.AspNetCore.Http;

namespace Migochat.Api;

/// <summary>The header If-Match (RFC 9110, 13.1.1).</summary>
public static class IfMatch
{
    /// <summary>The ETags of which one must be the present; none: any will do.</summary>
    public static IReadOnlyList<string> Of(HttpRequest request)
    {
        var tags = request.Headers.IfMatch.SelectMany(value => value!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();
        return tags.Contains("*", StringComparer.Ordinal) ? [] : tags;
    }
}
