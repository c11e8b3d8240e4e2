using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Migochat.Tests.Webhooks;

/// <summary>Strangers who begin bodies and never end them.</summary>
public sealed class SlowBodyTests
{
    private const int Large = 4 * 1024 * 1024;
    private const int Small = 60 * 1024;
    private static readonly string WrongSignature = "sha256=" + new string('0', 64);

    [Theory]
    [InlineData(Large, 24)]
    [InlineData(Small, 1200)]
    public async Task Bodies_that_never_end_keep_no_true_delivery_out(int length, int connections)
    {
        await using var shop = await Shop.OpenAsync();
        using var stranger = new Stranger();
        for (var n = 0; n < connections; n++)
            await stranger.BeginAsync(shop, length);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => shop.SendAsync(Texts.Messenger(Texts.MessengerItem($"m_{n}")).Json())));
        var large = await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_large")).Json() + new string(' ', 3 * 1024 * 1024));

        Assert.All(answers.Append(large), answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal(21, shop.Count("messages"));
    }

    [Fact]
    public async Task The_body_that_lingers_longest_makes_room_for_the_next()
    {
        await using var shop = await Shop.OpenAsync();
        using var stranger = new Stranger();
        var first = await stranger.BeginAsync(shop, Large);
        for (var n = 1; n < 17; n++)
            await stranger.BeginAsync(shop, Large);

        Assert.StartsWith("HTTP/1.1 408", await Stranger.ReadAsync(first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_not_there_in_ten_seconds_is_answered_408()
    {
        await using var shop = await Shop.OpenAsync();
        using var stranger = new Stranger();
        // A connection that has sent no request loses it as soon, so the clock goes on only when the body is read.
        var connection = await stranger.BeginAsync(shop, Small, untilRead: true);
        var answer = Stranger.ReadAsync(connection);
        while (!answer.IsCompleted)
        {
            shop.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.StartsWith("HTTP/1.1 408", await answer, StringComparison.Ordinal);
        Assert.Empty(shop.Log.Errors);
    }

    /// <summary>Sends all of a body but its last byte, under a signature that is well formed and wrong.</summary>
    private sealed class Stranger : IDisposable
    {
        private readonly List<TcpClient> _connections = [];

        public async Task<TcpClient> BeginAsync(Shop shop, int length, bool untilRead = false)
        {
            var connection = new TcpClient();
            _connections.Add(connection);
            await connection.ConnectAsync(IPAddress.Loopback, shop.Client.BaseAddress!.Port);
            var head = $"POST /api/webhooks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n{(untilRead ? "Expect: 100-continue\r\n" : "")}X-Hub-Signature-256: {WrongSignature}\r\n\r\n";
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
            if (untilRead)
                Assert.StartsWith("HTTP/1.1 100", await ReadAsync(connection), StringComparison.Ordinal);
            await connection.GetStream().WriteAsync(new byte[length - 1]);
            return connection;
        }

        public static async Task<string> ReadAsync(TcpClient connection)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var buffer = new byte[4096];
            return Encoding.ASCII.GetString(buffer, 0, await connection.GetStream().ReadAsync(buffer, patience.Token));
        }

        public void Dispose() => _connections.ForEach(connection => connection.Dispose());
    }
}
