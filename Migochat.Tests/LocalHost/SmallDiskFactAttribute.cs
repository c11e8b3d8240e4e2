using System.ComponentModel;
using System.Diagnostics;

namespace Migochat.Tests.LocalHost;

/// <summary>A fact for <see cref="HostProcess.StartOnSmallDisk"/>: skipped where this user may not mount anything for a process alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(TryMount);

    public SmallDiskFactAttribute()
    {
        if (!CanMount.Value)
            Skip = "unshare and mount are not allowed here.";
    }

    private static bool TryMount()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            string[] mount = ["--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", Path.GetTempPath()];
            using var process = Process.Start(new ProcessStartInfo("unshare", mount) { UseShellExecute = false, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // no such program
        }
    }
}
