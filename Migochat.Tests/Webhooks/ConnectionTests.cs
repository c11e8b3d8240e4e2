using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Webhooks;

/// <summary>Clients that hold connections and send nothing, or not all.</summary>
public sealed class ConnectionTests
{
    private const int Idle = 2000;

    [Fact]
    public async Task Many_idle_connections_are_kept_and_hold_nobody_up()
    {
        await using var shop = await Shop.OpenAsync();
        List<TcpClient> connections = [];
        try
        {
            for (var n = 0; n < Idle; n++)
                connections.Add(await ConnectAsync(shop));

            var started = Stopwatch.GetTimestamp();
            var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => shop.SendAsync(Texts.Messenger(Texts.MessengerItem($"m_{n}")).Json())));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
            Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));

            foreach (var connection in connections)
            {
                await connection.GetStream().WriteAsync("GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray());
                Assert.StartsWith("HTTP/1.1 200", await ReadAsync(connection), StringComparison.Ordinal);
            }
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }

        Assert.Equal(100, shop.Count("messages"));
    }

    [Fact]
    public async Task A_client_that_stops_sending_its_body_loses_its_connection_in_time()
    {
        await using var shop = await Shop.OpenAsync();
        var body = Texts.Messenger(Texts.MessengerItem()).Json();
        using var stalled = await ConnectAsync(shop);
        var started = Stopwatch.GetTimestamp();
        var head = $"POST /api/webhooks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\nX-Hub-Signature-256: {Shop.Sign(body)}\r\n\r\n{body}";
        await stalled.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head));

        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_2")).Json()));
        var answer = new StringBuilder();
        while (await ReadAsync(stalled) is { Length: > 0 } part)
            answer.Append(part);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.DoesNotContain("HTTP/1.1 200", answer.ToString(), StringComparison.Ordinal);
        Assert.Equal(["m_2"], shop.Read(context => context.Messages.Select(message => message.FacebookMessageId).ToList()));
        Assert.Empty(shop.Log.Errors);
    }

    [Theory]
    [InlineData("webhooks")]
    [InlineData("leads/1/notes")]
    [InlineData("privacy/data-deletion")]
    public async Task A_client_that_resets_its_connection_in_mid_body_is_no_error(string path)
    {
        await using var shop = await Shop.OpenAsync();
        using (var client = await ConnectAsync(shop))
        {
            var head = $"POST /api/{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nx-functions-key: {RunningHost.DefaultKey}\r\n"
                + $"X-Hub-Signature-256: {Shop.Sign("{}")}\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head));
            // The server says so when the function begins to read the body.
            Assert.StartsWith("HTTP/1.1 100", await ReadAsync(client), StringComparison.Ordinal);
            await client.GetStream().WriteAsync("{"u8.ToArray());
            client.LingerState = new LingerOption(true, 0);
        }

        await shop.StopAsync();

        Assert.Empty(shop.Log.Errors);
    }

    private static async Task<TcpClient> ConnectAsync(Shop shop)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, shop.Client.BaseAddress!.Port);
        return connection;
    }

    /// <summary>What comes next; empty when the other side has closed.</summary>
    private static async Task<string> ReadAsync(TcpClient connection)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[4096];
        try
        {
            return Encoding.ASCII.GetString(buffer, 0, await connection.GetStream().ReadAsync(buffer, patience.Token));
        }
        catch (IOException)
        {
            return ""; // reset
        }
    }
}
