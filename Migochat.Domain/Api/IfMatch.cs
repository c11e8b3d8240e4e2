using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Migochat.Api;

/// <summary>The header If-Match (RFC 9110, 13.1.1). Weak tags never match.</summary>
public sealed class IfMatch
{
    // Null: every state matches.
    private readonly IList<EntityTagHeaderValue>? _tags;

    private IfMatch(IList<EntityTagHeaderValue>? tags) => _tags = tags;

    /// <summary>For a request without the header, or with <c>*</c>.</summary>
    public static IfMatch Any { get; } = new(null);

    /// <summary>Null if the header is malformed.</summary>
    public static IfMatch? Of(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
            return Any;
        if (!EntityTagHeaderValue.TryParseStrictList([.. header.Select(value => value ?? "")], out var tags) || tags.Count == 0)
            return null;
        if (!tags.Contains(EntityTagHeaderValue.Any))
            return new IfMatch(tags);
        return tags.Count == 1 ? Any : null;
    }

    /// <param name="etag">The present one, strong, with its quotes.</param>
    public bool Allows(string etag) =>
        _tags is null || _tags.Any(tag => tag.Compare(new EntityTagHeaderValue(etag), useStrongComparison: true));
}
