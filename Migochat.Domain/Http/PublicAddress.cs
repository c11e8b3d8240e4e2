using Microsoft.AspNetCore.Http;
using Migochat.Settings;

namespace Migochat.Http;

/// <summary>The address under which people reach this service.</summary>
public sealed class PublicAddress(SettingsReader settings)
{
    /// <summary>The address of a route: below <c>public_base_url</c>, and while that is not set, below the address that was asked.</summary>
    /// <param name="route">Without the prefix <c>api</c>.</param>
    /// <param name="request">The one that is answered.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async ValueTask<string> OfAsync(string route, HttpRequest request, CancellationToken cancellationToken)
    {
        var configured = (await settings.CurrentAsync(cancellationToken)).Value(SettingKeys.PublicBaseUrl);
        return $"{configured?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}"}/api/{route}";
    }
}
