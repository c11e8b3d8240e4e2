using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Migochat.Benchmarks.Floors;

/// <summary>
/// The least that a webhook server can do. Floor A: raw body, signature, empty 200. Floor B: the same, and the message committed
/// before the 200. The secret comes from the environment variable <c>fb_app_secret</c>, as the product's does.
/// </summary>
public sealed class FloorServer(byte[] secret, GroupCommit? commits)
{
    /// <summary>Serves floor A until SIGTERM.</summary>
    public static Task<int> RunAsync(Arguments arguments) => ServeAsync(arguments.Text("--urls"), commits: null);

    /// <summary>Serves floor B until SIGTERM; <c>--db FILE</c>, or <c>--postgres CONNECTION</c>, is where it stores.</summary>
    public static async Task<int> RunWithStoreAsync(Arguments arguments)
    {
        using IFloorStore store = arguments.Text("--postgres") is { } server
            ? new PostgresFloorStore(server)
            : new FloorStore(arguments.Text("--db") ?? throw new UsageException("floor-b wants --db FILE or --postgres CONNECTION."));
        using var commits = new GroupCommit(store);
        return await ServeAsync(arguments.Text("--urls"), commits);
    }

    private static async Task<int> ServeAsync(string? urls, GroupCommit? commits)
    {
        var secret = Environment.GetEnvironmentVariable("fb_app_secret") ?? throw new UsageException("A floor wants fb_app_secret in its environment.");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(urls ?? throw new UsageException("A floor wants --urls URL."));
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        app.MapPost("/api/webhooks/{channel}", new FloorServer(Encoding.UTF8.GetBytes(secret), commits).ReceiveAsync);
        await app.RunAsync();
        return 0;
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var length = (int)(context.Request.ContentLength ?? 0);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var body = buffer.AsMemory(0, length);
            await context.Request.Body.ReadExactlyAsync(body);
            if (!Signature.Matches(context.Request.Headers["X-Hub-Signature-256"].ToString(), body.Span, secret))
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else if (commits is not null)
                await commits.CommitAsync(FloorMessage.Read(body));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
