using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Migochat.Access;

/// <summary>
/// Adds headers to every response, errors included, so that browsers and caches treat it only as data for its caller. Both
/// hosts run startup filters around everything else. A response that sets one of the headers itself keeps its own.
/// </summary>
internal sealed class SecurityHeaders : IStartupFilter
{
    /// <summary>Strict-Transport-Security is missing: the TLS endpoint in front of this service must set it.</summary>
    public static IReadOnlyList<(string Name, string Value)> All { get; } =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Frame-Options", "DENY"),
    ];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => context =>
        {
            // Set as late as possible, since a failure clears the headers that were set before.
            context.Response.OnStarting(static response => Set((HttpResponse)response), context.Response);
            return following(context);
        });
        next(app);
    };

    private static Task Set(HttpResponse response)
    {
        foreach (var (name, value) in All)
            response.Headers.TryAdd(name, value);
        return Task.CompletedTask;
    }
}
