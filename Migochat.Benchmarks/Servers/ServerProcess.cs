using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Migochat.Benchmarks.Load;

namespace Migochat.Benchmarks.Servers;

/// <summary>A server as a child process on a free loopback port, its output in a file. For POSIX systems: the shell redirects, SIGTERM stops.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_answerLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(20);
    private static readonly string[] s_notInherited =
        [.. LoadClient.TunedVariables, "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPNETCORE_URLS", "DOTNET_URLS"];

    private readonly Process _process;
    private readonly string _log;

    private ServerProcess(Process process, int port, string log)
    {
        _process = process;
        _log = log;
        Port = port;
    }

    /// <summary>The loopback port it listens on.</summary>
    public int Port { get; }

    /// <summary>Starts the server and returns once it answers HTTP with any status, on the path <c>/api/health</c>.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not answer within 30 seconds; the message ends with its output's last lines.</exception>
    public static async Task<ServerProcess> StartAsync(ServerCommand command)
    {
        var port = FreePort();
        var log = Path.Combine(command.Folder, "output.log");
        var process = Process.Start(StartInfo(command, port, log)) ?? throw new InvalidOperationException($"{command.File} did not start.");
        var server = new ServerProcess(process, port, log);
        try
        {
            await server.WaitUntilAnsweringAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The resources that the process has used so far.</summary>
    public ServerUsage Usage()
    {
        _process.Refresh();
        return new ServerUsage(_process.TotalProcessorTime, _process.PeakWorkingSet64, _process.WorkingSet64);
    }

    /// <summary>Sends SIGTERM and returns once the process has ended.</summary>
    /// <exception cref="InvalidOperationException">It did not end within 30 seconds, or ended with a failure.</exception>
    public async Task StopAsync()
    {
        using var kill = Process.Start("/bin/sh", ["-c", "kill -TERM \"$0\"", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(s_stopLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw Failure("did not end within 30 seconds of SIGTERM");
        }

        if (_process.ExitCode != 0)
            throw Failure($"ended with exit code {_process.ExitCode}");
    }

    /// <summary>Sends SIGKILL, unless the process has ended, and returns once it has.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Kills the process if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();

        _process.Dispose();
    }

    /// <summary>The shell replaces itself by the server, so the process id is the server's; a pipe would cost this process time instead.</summary>
    private static ProcessStartInfo StartInfo(ServerCommand command, int port, string log)
    {
        string[] shell = ["-c", "exec \"$@\" >\"$0\" 2>&1", log, command.File, .. command.Arguments, "--urls", $"http://127.0.0.1:{port}"];
        var info = new ProcessStartInfo("/bin/sh", shell) { WorkingDirectory = command.Folder };
        foreach (var name in s_notInherited)
            info.Environment.Remove(name);

        foreach (var (name, value) in command.Environment)
            info.Environment[name] = value;

        return info;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilAnsweringAsync()
    {
        using var http = new HttpClient { Timeout = s_answerLimit };
        var started = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(http))
        {
            if (_process.HasExited)
                throw Failure($"ended with exit code {_process.ExitCode} while starting");

            if (Stopwatch.GetElapsedTime(started) > s_startLimit)
                throw Failure("did not answer within 30 seconds");

            await Task.Delay(s_poll);
        }
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{Port}/api/health"));
            return true;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private InvalidOperationException Failure(string what) =>
        new($"The server {what}. Its last lines:{Environment.NewLine}{string.Join(Environment.NewLine, File.ReadLines(_log).TakeLast(20))}");
}
