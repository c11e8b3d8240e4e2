using System.Net;

namespace Migochat.Tests.LocalHost;

/// <summary>A process whose log nobody reads: its pipe is full after some hundred lines.</summary>
public sealed class UnreadLogTests : IDisposable
{
    private const int Deliveries = 2_000;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_full_pipe_holds_up_neither_deliveries_nor_the_end()
    {
        using var process = HostProcess.Start(_folder.Path, Shop.Secrets, "--urls=http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await HostProcess.ServingAsync(process) };

        for (var number = 0; number < Deliveries; number++)
            Assert.Equal(HttpStatusCode.OK, await SendAsync(client, number));
        HostProcess.Terminate(process);

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(8)), "The process waits for a reader of its log.");
        Assert.Equal(0, process.ExitCode);
        using var file = Database.Open(_folder.File("data/migochat.db"));
        Assert.Equal($"{Deliveries}", file.Rows("SELECT COUNT(*) AS n FROM messages")[0]["n"]);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, int number)
    {
        var body = Texts.Messenger(Texts.MessengerItem($"m_{number}", $"65432109876543{number % 40:00}", time: Texts.Before + number)).Json();
        using var request = Shop.Delivery(body);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
