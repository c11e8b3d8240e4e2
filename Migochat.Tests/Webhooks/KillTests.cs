using System.Collections.Concurrent;
using System.Net;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Webhooks;

/// <summary>A real process, killed in the middle of its work.</summary>
public sealed class KillTests : IDisposable
{
    private const int Senders = 16;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Every_delivery_answered_200_before_SIGKILL_is_in_the_file()
    {
        var stored = new ConcurrentBag<string>();
        var sent = 0;
        for (var round = 0; round < 2; round++)
        {
            using var process = HostProcess.Start(_folder.Path, Shop.Secrets, "--urls=http://127.0.0.1:0");
            using var client = new HttpClient { BaseAddress = await HostProcess.ServingAsync(process) };
            _ = process.StandardOutput.ReadToEndAsync();
            var enough = stored.Count + 300;

            var senders = Enumerable.Range(0, Senders).Select(_ => Task.Run(() => SendUntilKilledAsync(client, stored, () => Interlocked.Increment(ref sent)))).ToArray();
            while (stored.Count < enough)
                await Task.Yield();
            process.Kill();
            await Task.WhenAll(senders);
            await process.WaitForExitAsync();
        }

        using var file = Database.Open(_folder.File("data/migochat.db"));
        var found = file.Rows("SELECT facebook_message_id AS id FROM messages").Select(row => row["id"]!).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(found, stored.ToHashSet(StringComparer.Ordinal));
        Assert.Equal("ok", file.Rows("PRAGMA integrity_check")[0]["integrity_check"]);
        Assert.Empty(file.Rows("PRAGMA foreign_key_check"));
        Assert.Equal(found.Count, file.Rows("SELECT message_count AS n FROM conversations").Sum(row => int.Parse(row["n"]!, System.Globalization.CultureInfo.InvariantCulture)));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task SendUntilKilledAsync(HttpClient client, ConcurrentBag<string> stored, Func<int> next)
    {
        while (true)
        {
            var number = next();
            var id = $"m_{number}";
            var body = Texts.Messenger(Texts.MessengerItem(id, $"65432109876543{number % 40:00}", time: Texts.Before + number)).Json();
            using var request = Shop.Delivery(body);
            try
            {
                using var response = await client.SendAsync(request);
                if (response.StatusCode == HttpStatusCode.OK)
                    stored.Add(id);
            }
            catch (HttpRequestException)
            {
                return; // killed
            }
        }
    }
}
