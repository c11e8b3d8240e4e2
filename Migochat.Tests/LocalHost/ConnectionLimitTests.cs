using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Migochat.Tests.LocalHost;

/// <summary>Strangers who open connections and ask for nothing. 127.0.0.2 stands for another machine.</summary>
public sealed class ConnectionLimitTests
{
    private static readonly IPAddress Stranger = IPAddress.Parse("127.0.0.2");
    private static readonly byte[] Request = "GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray();

    [Fact]
    public async Task One_address_opens_only_so_many_connections_and_shuts_nobody_else_out()
    {
        await using var shop = await Shop.OpenAsync(("Connections:PerAddress", "20"));
        using var connections = new Connections(shop);
        for (var n = 0; n < 20; n++)
            await AskAsync(await connections.OpenAsync(Stranger));

        Assert.False(await IsLetInAsync(shop));
        Assert.False(await IsLetInAsync(shop));
        await AskAsync(await connections.OpenAsync(IPAddress.Parse("127.0.0.3")));

        for (var n = 0; n < 40; n++)
            await AskAsync(await connections.OpenAsync(IPAddress.Loopback));
        Assert.Single(shop.Log.All, line => line.Contains("Connections refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closed_connection_makes_room_for_another()
    {
        await using var shop = await Shop.OpenAsync(("Connections:PerAddress", "1"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        for (var letIn = 0; letIn < 3; letIn += await IsLetInAsync(shop) ? 1 : 0)
            patience.Token.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task A_connection_that_never_sends_a_byte_is_closed_after_ten_seconds()
    {
        await using var shop = await Shop.OpenAsync();
        using var connections = new Connections(shop);
        var silent = await connections.OpenAsync(IPAddress.Loopback);
        var busy = await connections.OpenAsync(IPAddress.Loopback);
        await AskAsync(busy);

        var answer = ReadToEndAsync(silent);
        while (!answer.IsCompleted)
        {
            shop.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Equal("", await answer);
        await AskAsync(busy);
        Assert.Empty(shop.Log.Errors);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task A_limit_that_is_no_number_is_refused_at_the_start(string limit)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Shop.OpenAsync(("Connections:PerAddress", limit)));

        Assert.Contains("Connections:PerAddress wants a whole number", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Opens a connection of the stranger's, asks and closes it. One that is refused may be reset at any step.</summary>
    private static async Task<bool> IsLetInAsync(Shop shop)
    {
        using var connections = new Connections(shop);
        try
        {
            var connection = await connections.OpenAsync(Stranger);
            await connection.SendAsync(Request);
            return (await ReadAsync(connection)).Length > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task AskAsync(Socket connection)
    {
        await connection.SendAsync(Request);
        Assert.StartsWith("HTTP/1.1 200", await ReadAsync(connection), StringComparison.Ordinal);
    }

    private static async Task<string> ReadToEndAsync(Socket connection)
    {
        var all = new StringBuilder();
        while (await ReadAsync(connection) is { Length: > 0 } part)
            all.Append(part);
        return all.ToString();
    }

    /// <summary>What comes next; empty when the other side has closed.</summary>
    private static async Task<string> ReadAsync(Socket connection)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[4096];
        try
        {
            return Encoding.ASCII.GetString(buffer, 0, await connection.ReceiveAsync(buffer, patience.Token));
        }
        catch (SocketException)
        {
            return "";
        }
    }

    private sealed class Connections(Shop shop) : IDisposable
    {
        private readonly List<Socket> _open = [];

        public async Task<Socket> OpenAsync(IPAddress from)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _open.Add(socket);
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(IPAddress.Loopback, shop.Client.BaseAddress!.Port);
            return socket;
        }

        public void Dispose() => _open.ForEach(socket => socket.Dispose());
    }
}
