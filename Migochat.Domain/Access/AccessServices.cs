using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Migochat.Access;

public static class AccessServices
{
    /// <summary>Access checks and the headers of every response.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<AdminAccess>();
        services.AddSingleton<FailureLimit>();
        services.AddSingleton<RequestGuard>();
        services.AddSingleton<OperatorAudit>();
        services.AddSingleton<IStartupFilter, SecurityHeaders>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, FrameworkLogLevel>();
        return services;
    }
}
