using Microsoft.AspNetCore.Http;

namespace Migochat.Api;

/// <summary>In which form the caller wants the answer.</summary>
public static class AcceptHeader
{
    /// <summary>True for browsers, which name HTML in <c>Accept</c>.</summary>
    public static bool IsHtml(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
