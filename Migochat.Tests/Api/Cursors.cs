using Microsoft.AspNetCore.Http;
using Migochat.Api;

namespace Migochat.Tests.Api;

/// <summary>Makes cursors of any keys, as the lists make them.</summary>
internal static class Cursors
{
    /// <summary>Adds a cursor to a path.</summary>
    /// <param name="path">Below <c>/api/</c>.</param>
    /// <param name="keys">The sort keys.</param>
    /// <param name="of">The list that the cursor belongs to; null: to this one.</param>
    public static string Add(string path, IEnumerable<long> keys, string? of = null) =>
        $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={Cursor.After(keys, Fingerprint(of ?? path))}";

    private static string Fingerprint(string path)
    {
        var parts = path.Split('?', 2);
        var context = new DefaultHttpContext();
        context.Request.Path = $"/api/{parts[0]}";
        context.Request.QueryString = new QueryString(parts.Length == 2 ? $"?{parts[1]}" : "");
        return QueryFingerprint.Of(context.Request);
    }
}
