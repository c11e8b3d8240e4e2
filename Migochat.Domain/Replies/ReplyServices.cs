using Microsoft.Extensions.DependencyInjection;

namespace Migochat.Replies;

public static class ReplyServices
{
    /// <summary>Replies: what staff queue, and the sending of it.</summary>
    public static IServiceCollection AddReplies(this IServiceCollection services)
    {
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<OutboxWriter>();
        services.AddSingleton<OutboxList>();
        services.AddSingleton<SentReport>();
        services.AddSingleton<ReplyDesk>();
        services.AddSingleton<ReplySender>();
        services.AddHostedService(provider => provider.GetRequiredService<ReplySender>());
        return services;
    }
}
