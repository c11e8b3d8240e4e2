using Microsoft.Extensions.DependencyInjection;

namespace Migochat.Fetches;

public static class FetchServices
{
    /// <summary>What webhooks leave out, fetched from the Graph API.</summary>
    public static IServiceCollection AddFetches(this IServiceCollection services)
    {
        services.AddSingleton<Fetcher>();
        services.AddSingleton<FetchTransactions>();
        services.AddSingleton<FormComparison>();
        services.AddSingleton<PictureLooks>();
        services.AddSingleton<PictureRefresh>();
        services.AddSingleton<FetchNudge>();
        services.AddSingleton<AttachmentDesk>();
        services.AddHostedService(provider => provider.GetRequiredService<FetchNudge>());
        return services;
    }
}
