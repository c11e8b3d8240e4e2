using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Migochat.Tests.LocalHost;

/// <summary>The program itself, as a process in a folder of the test's.</summary>
internal static partial class HostProcess
{
    private const int Sigterm = 15;
    private const int Sigstop = 19;

    public static Process Start(string folder, params string[] args) => Start(folder, new Dictionary<string, string?>(StringComparer.Ordinal), args);

    public static Process Start(string folder, IReadOnlyDictionary<string, string?> environment, params string[] args) =>
        Start("dotnet", folder, environment, [Program, .. args]);

    /// <summary>The same on a small disk of its own, which is mounted on the folder for this process alone and ends with it.</summary>
    /// <param name="size">As mount takes it, such as 8m.</param>
    public static Process StartOnSmallDisk(string folder, string size, IReadOnlyDictionary<string, string?> environment, params string[] args) => Start(
        "unshare",
        folder,
        environment,
        ["--user", "--map-root-user", "--mount", "sh", "-c", $"mount -t tmpfs -o size={size} tmpfs \"$0\" && cd \"$0\" && exec dotnet \"$@\"", folder, Program, .. args]);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "Migochat.LocalHost.dll");

    private static Process Start(string program, string folder, IReadOnlyDictionary<string, string?> environment, string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Sends SIGTERM.</summary>
    public static void Terminate(Process process) => Assert.Equal(0, Kill(process.Id, Sigterm));

    /// <summary>Sends SIGSTOP: from here on the process does nothing, until it is killed. Linux's number.</summary>
    public static void Freeze(Process process) => Assert.Equal(0, Kill(process.Id, Sigstop));

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);

    /// <summary>The address, as soon as the process says that it serves.</summary>
    public static async Task<Uri> ServingAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf("Serving ", StringComparison.Ordinal) is > 0 and var at)
                return new Uri(line[(at + "Serving ".Length)..]);
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }
}
