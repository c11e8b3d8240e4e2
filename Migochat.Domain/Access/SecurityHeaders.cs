using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Migochat.Access;

/// <summary>
/// Puts on every answer, errors included, what keeps a browser or a cache from making more of it than data for its caller. Both
/// hosts run startup filters around everything else. An answer that has set one of the headers keeps its own.
/// </summary>
internal sealed class SecurityHeaders : IStartupFilter
{
    /// <summary>Strict-Transport-Security is missing: who speaks TLS for this service must say that.</summary>
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
            // As late as can be, since what fails clears the headers that it has set.
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
