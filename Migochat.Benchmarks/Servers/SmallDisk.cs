using System.Diagnostics;

namespace Migochat.Benchmarks.Servers;

/// <summary>A file system of a few megabytes in memory, mounted on a folder until it is disposed. For Linux, as root.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _filler;

    private SmallDisk(string folder)
    {
        Folder = folder;
        _filler = Path.Combine(folder, "filler");
    }

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>Mounts it on a new folder.</summary>
    /// <exception cref="InvalidOperationException">That is not allowed here.</exception>
    public static async Task<SmallDisk> MountAsync(string folder, int megabytes)
    {
        Directory.CreateDirectory(folder);
        var refusal = OperatingSystem.IsLinux()
            ? await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0700", "tmpfs", folder)
            : "this is not Linux";
        if (refusal is not null)
            throw new InvalidOperationException($"A disk that fills up has to be mounted, by root on Linux: {refusal}");

        return new SmallDisk(folder);
    }

    /// <summary>Takes room away.</summary>
    public Task TakeAsync(int megabytes) => File.WriteAllBytesAsync(_filler, new byte[megabytes * 1024 * 1024]);

    /// <summary>Gives that room back.</summary>
    public void GiveBack() => File.Delete(_filler);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await RunAsync("umount", "--lazy", Folder);

    /// <summary>Null if the program succeeded, else its output.</summary>
    private static async Task<string?> RunAsync(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start.");
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? null : said.Trim();
    }
}
