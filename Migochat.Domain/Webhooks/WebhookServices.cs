using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Migochat.Fetches;
using Migochat.Replies;

namespace Migochat.Webhooks;

public static class WebhookServices
{
    /// <summary>The way of a delivery from its bytes to the commit, and the dead letters beside it.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton(IntakeLimits.Default);
        services.AddSingleton<EventCounts>();
        services.AddSingleton<LastEvents>();
        services.AddSingleton<IntakeOutage>();
        services.AddSingleton<IntakeQueue>();
        services.AddSingleton<BytesInFlight>();
        services.AddSingleton(provider => new WebhookReader(MessageReaders.Default, provider.GetRequiredService<ILogger<WebhookReader>>()));
        services.AddSingleton<WebhookIntake>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<ISettledReplies, ReplyIntake>();
        services.AddSingleton<IMissedLeads, MissedLeadIntake>();
        services.AddHostedService<IntakeWriter>();
        return services;
    }
}
