using System.Diagnostics;
using System.Net;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Webhooks;

/// <summary>A real process on a real disk without room: SQLite says FULL by itself.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    [SmallDiskFact]
    public async Task A_full_disk_answers_503_until_there_is_room_and_loses_nothing_that_was_answered_200()
    {
        var process = _process = HostProcess.StartOnSmallDisk(_folder.Path, "16m", new Dictionary<string, string?>(Shop.Secrets, StringComparer.Ordinal) { ["admin_key"] = "an-admin-key" }, "--urls=http://127.0.0.1:0");
        using var client = new HttpClient { BaseAddress = await HostProcess.ServingAsync(process) };
        var log = process.StandardOutput.ReadToEndAsync();
        // The disk as the process sees it.
        var disk = $"/proc/{process.Id}/root{_folder.Path}";
        HashSet<int> stored = [];
        await SendAsync(client, 0);

        Fill($"{disk}/ballast");
        var sent = 0;
        for (var refused = 0; refused < 20 && sent < 5000; sent++)
        {
            if (await SendAsync(client, sent) == HttpStatusCode.OK)
                stored.Add(sent);
            else
                refused++;
        }

        var missing = Enumerable.Range(0, sent).Except(stored).ToArray();
        Assert.True(missing.Length == 20, "The disk was never full.");
        Assert.Contains("SqliteException 13: the disk is full", await ReadyAsync(client, HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        File.Delete($"{disk}/ballast");
        foreach (var number in missing)
            Assert.Equal(HttpStatusCode.OK, await SendAsync(client, number));
        await ReadyAsync(client, HttpStatusCode.OK);

        HostProcess.Freeze(process);
        foreach (var file in (string[])["migochat.db", "migochat.db-wal"])
            File.Copy($"{disk}/data/{file}", _folder.File(file));
        process.Kill();
        await process.WaitForExitAsync();

        using var database = Database.Open(_folder.File("migochat.db"));
        Assert.Equal("ok", database.Rows("PRAGMA integrity_check")[0]["integrity_check"]);
        Assert.Equal(
            Enumerable.Range(0, sent).Select(number => $"m_{number}").Order(StringComparer.Ordinal),
            database.Rows("SELECT facebook_message_id AS id FROM messages ORDER BY id").Select(row => row["id"]));
        Assert.Equal($"{sent}", Assert.Single(database.Rows("SELECT message_count AS n FROM conversations"))["n"]);
        Assert.Contains("SqliteException 13: the disk is full", await log, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
        _folder.Dispose();
    }

    /// <summary>Writes until the disk takes no byte more.</summary>
    private static void Fill(string file)
    {
        using var ballast = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                ballast.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<string> ReadyAsync(HttpClient client, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/health");
        request.Headers.Add("X-Admin-Key", "an-admin-key");
        using var response = await client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, int number)
    {
        var body = Texts.Messenger(Texts.MessengerItem($"m_{number}", text: new string('x', 2000), time: Texts.Before + number)).Json();
        using var request = Shop.Delivery(body);
        using var response = await client.SendAsync(request);
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{response.StatusCode}");
        return response.StatusCode;
    }
}
