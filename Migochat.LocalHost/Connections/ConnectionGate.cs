using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Migochat.LocalHost.Connections;

/// <summary>Lets a connection through to Kestrel if its address has not too many, and once its first byte is there.</summary>
internal sealed class ConnectionGate(ConnectionLimit limit, TimeProvider time)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    /// <summary>To be called for every connection before anything reads from it.</summary>
    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        var address = (connection.RemoteEndPoint as System.Net.IPEndPoint)?.Address;
        if (!limit.TryEnter(address))
        {
            connection.Abort();
            return;
        }

        try
        {
            if (await HasBegunAsync(connection))
                await next(connection);
        }
        finally
        {
            limit.Leave(address);
        }
    };

    /// <summary>False if the client sent nothing in time or the server ends. The bytes stay for the next reader.</summary>
    private async Task<bool> HasBegunAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        var ending = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        await using var tooLate = time.CreateTimer(_ => input.CancelPendingRead(), null, LongestSilence, Timeout.InfiniteTimeSpan);
        await using var end = ending.UnsafeRegister(_ => input.CancelPendingRead(), null);
        try
        {
            var read = await input.ReadAsync();
            input.AdvanceTo(read.Buffer.Start);
            return !read.Buffer.IsEmpty;
        }
        catch (Exception exception) when (exception is ConnectionResetException or ConnectionAbortedException)
        {
            // The client went away before it asked for anything, so there is nobody to answer.
            return false;
        }
    }
}
