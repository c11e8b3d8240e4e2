using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Access;

/// <summary>What the program itself prints.</summary>
public sealed class ProcessCanaryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _printed = new();

    [Fact]
    public async Task A_process_told_to_log_everything_prints_no_secret_and_nobody()
    {
        if (OperatingSystem.IsWindows()) return;
        var environment = Canaries.Settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value, StringComparer.Ordinal);
        environment["FunctionKeys__default"] = Canaries.FunctionKey;
        environment["FunctionKeys__master"] = Canaries.MasterKey;
        foreach (var category in (string[])["Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting.Diagnostics"])
            environment[$"Logging__LogLevel__{category}"] = environment[$"Logging__Console__LogLevel__{category}"] = "Trace";
        using var process = HostProcess.Start(_folder.Path, environment, "--urls=http://127.0.0.1:0", "--environment=Development");
        var address = await ServingAsync(process);

        await UseAsync(address);
        await StopAsync(process);

        var printed = string.Join('\n', _printed);
        Canaries.AssertNone("The output", printed, [.. Canaries.Secrets, .. Canaries.Person]);
        Assert.Contains("1 delivery: 1 stored", printed, StringComparison.Ordinal);
        Assert.Contains("Refused meta delivery", printed, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("data/migochat.keys.json")));
    }

    [Fact]
    public async Task The_first_start_says_where_its_keys_are_and_keeps_them_where_only_the_owner_can_read()
    {
        if (OperatingSystem.IsWindows()) return;
        using (var first = HostProcess.Start(_folder.Path, "--urls=http://127.0.0.1:0"))
        {
            await ServingAsync(first);
            await StopAsync(first);
        }

        var keys = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(_folder.File("data/migochat.keys.json")))!;
        var atFirst = string.Join('\n', _printed);
        _printed.Clear();
        using (var second = HostProcess.Start(_folder.Path, "--urls=http://127.0.0.1:0"))
        {
            await ServingAsync(second);
            await StopAsync(second);
        }

        Assert.Equal(["admin_key", "default", "master"], keys.Keys.Order(StringComparer.Ordinal));
        // Its output is no terminal here.
        Assert.Contains("migochat.keys.json", atFirst, StringComparison.Ordinal);
        Canaries.AssertNone("The first start", atFirst, keys.Values);
        Canaries.AssertNone("The second start", string.Join('\n', _printed), keys.Values);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.File("data")));
        foreach (var file in Directory.GetFiles(_folder.File("data")))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task UseAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        foreach (var path in (string[])
        [
            $"/api/webhooks?hub.mode=subscribe&hub.challenge=1&hub.verify_token={Canaries.Settings["fb_verify_token"]}",
            $"/api/webhooks?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong{Canaries.Settings["fb_verify_token"]}",
            $"/api/leads?code={Canaries.FunctionKey}&q={Canaries.WaId}",
            $"/api/leads?code=wrong{Canaries.FunctionKey}",
            $"/nowhere?code={Canaries.MasterKey}",
        ])
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        }

        var body = Texts.Messenger(Texts.MessengerItem(sender: Canaries.Psid, text: Canaries.Text)).Json();
        foreach (var secret in (string[])[Canaries.Settings["fb_app_secret"], "forged"])
        {
            using var request = Shop.Delivery(body, secret);
            using var response = await client.SendAsync(request);
        }

        using var malformed = new TcpClient("127.0.0.1", address.Port);
        await malformed.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /api/leads?code={Canaries.FunctionKey} {Canaries.Text} HTTP/1.1\r\n\r\n"));
        using var reader = new StreamReader(malformed.GetStream());
        Assert.StartsWith("HTTP/1.1 400", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private async Task<Uri> ServingAsync(Process process)
    {
        const string Serving = "Serving ";
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) => _printed.Enqueue(line.Data ?? "");
        process.OutputDataReceived += (_, line) =>
        {
            _printed.Enqueue(line.Data ?? "");
            if (line.Data?.IndexOf(Serving, StringComparison.Ordinal) is > 0 and var at)
                address.TrySetResult(new Uri(line.Data[(at + Serving.Length)..]));
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return await address.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static async Task StopAsync(Process process)
    {
        HostProcess.Terminate(process);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, process.ExitCode);
    }
}
