using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;

namespace Migochat.Graph;

public static class GraphServices
{
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(10);

    /// <summary>The client of Meta's Graph API.</summary>
    public static IServiceCollection AddGraph(this IServiceCollection services)
    {
        services.AddSingleton<GraphClient>();
        services.AddSingleton<TemplateCatalogue>();
        services.AddSingleton<TokenChecks>();
        // The resilience handler would write a line for every good call.
        services.AddLogging(logging => logging.AddFilter("Polly", LogLevel.Warning));
        services.AddHttpClient(GraphClient.Sends).AddDefaults().AddSendLimits();
        services.AddHttpClient(GraphClient.Reads).AddDefaults().AddReadLimits();
        services.TryAddSingleton(new MediaLimits());
        services.TryAddSingleton<IHostAddresses, SystemHostAddresses>();
        services.AddSingleton<PublicConnections>();
        services.AddSingleton<GraphMedia>();
        services.AddHttpClient(GraphMedia.Client).AddDefaults().AddPublicHosts();
        return services;
    }

    private static IHttpClientBuilder AddDefaults(this IHttpClientBuilder builder) => builder
        // Its lines hold addresses, which name persons.
        .RemoveAllLoggers()
        .ConfigureHttpClient(client =>
        {
            // The resilience handler has the time limits.
            client.Timeout = Timeout.InfiniteTimeSpan;
            // Meta's media host refuses calls without one.
            client.DefaultRequestHeaders.UserAgent.ParseAdd("Migochat/1.0");
        })
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            // Without one there is no trace of the call, which would hold its address.
            handler.ActivityHeadersPropagator = null;
            handler.AutomaticDecompression = DecompressionMethods.All;
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        });

    /// <summary>A send has a time limit and a circuit breaker, and is never repeated here: a repetition after a lost answer would be a second message.</summary>
    private static void AddSendLimits(this IHttpClientBuilder builder)
    {
        builder.AddResilienceHandler("send", (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddCircuitBreaker(Breaker());
            pipeline.AddTimeout(GraphClient.LongestSend);
        }).SelectPipelineByAuthority();
        builder.AddHttpMessageHandler(() => new WholeAnswer());
    }

    /// <summary>A read that failed is repeated once at once, which helps after a dropped connection. Longer failures are the caller's to wait for.</summary>
    private static void AddReadLimits(this IHttpClientBuilder builder)
    {
        builder.AddResilienceHandler("read", (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 1,
                Delay = TimeSpan.Zero,
                ShouldRetryAfterHeader = false,
                ShouldHandle = outcome => ValueTask.FromResult(IsFailure(outcome.Outcome)),
            });
            pipeline.AddCircuitBreaker(Breaker());
            pipeline.AddTimeout(LongestRead);
        }).SelectPipelineByAuthority();
        builder.AddHttpMessageHandler(() => new WholeAnswer());
    }

    /// <summary>Links come from webhooks, so they may lead anywhere.</summary>
    private static void AddPublicHosts(this IHttpClientBuilder builder) => builder.UseSocketsHttpHandler((handler, services) =>
    {
        handler.ConnectCallback = services.GetRequiredService<PublicConnections>().ConnectAsync;
        // A proxy would resolve the names itself.
        handler.UseProxy = false;
        handler.AutomaticDecompression = DecompressionMethods.None;
    });

    private static HttpCircuitBreakerStrategyOptions Breaker() => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = 20,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = GraphClient.Break,
        ShouldHandle = outcome => ValueTask.FromResult(IsFailure(outcome.Outcome)),
    };

    // A refusal, also of too many calls, is an answer. The breaker is for a Graph API that is down.
    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is not null and not OperationCanceledException || outcome.Result?.StatusCode >= HttpStatusCode.InternalServerError;
}
