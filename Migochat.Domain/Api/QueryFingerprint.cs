using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Migochat.Api;

/// <summary>Tells two lists apart by their path, sort and filter, so that a cursor of one is not used for the other.</summary>
internal static class QueryFingerprint
{
    private const int Characters = 8;

    // These parameters change neither the content nor the order of the list.
    private static readonly string[] Apart = ["cursor", "limit", "code"];

    public static string Of(HttpRequest request)
    {
        var parameters = request.Query
            .Select(parameter => (Name: parameter.Key.ToLowerInvariant(), Value: parameter.Value.ToString()))
            .Where(parameter => !Apart.Contains(parameter.Name, StringComparer.Ordinal))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}");
        var text = string.Join('\n', [request.Path.Value?.TrimEnd('/').ToLowerInvariant(), .. parameters]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Characters];
    }
}
