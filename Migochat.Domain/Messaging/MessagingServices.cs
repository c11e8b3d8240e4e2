using Microsoft.Extensions.DependencyInjection;

namespace Migochat.Messaging;

public static class MessagingServices
{
    /// <summary>The lists of messages, conversations, posts and ads, and the end of idle conversations.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        services.AddSingleton<ConversationSweep>();
        services.AddSingleton<ConversationList>();
        services.AddSingleton<MessageList>();
        services.AddSingleton<PostCatalogue>();
        services.AddSingleton<AdCampaignCatalogue>();
        return services;
    }
}
