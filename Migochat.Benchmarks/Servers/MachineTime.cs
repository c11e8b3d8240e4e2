using System.Globalization;

namespace Migochat.Benchmarks.Servers;

/// <summary>The busy time of the machine's processors since it booted, over all processes. It tells a noisy run from a quiet one.</summary>
/// <param name="Busy">In kernel ticks; time stolen by a hypervisor counts as busy.</param>
/// <param name="Total">Busy and idle, in kernel ticks, summed over the processors.</param>
public sealed record MachineTime(long Busy, long Total)
{
    private const int FieldsInTotal = 8;
    private const int Idle = 3;
    private const int WaitingForDisk = 4;

    /// <summary>Reads /proc/stat; zero where there is none.</summary>
    public static MachineTime Now()
    {
        if (!OperatingSystem.IsLinux())
            return new MachineTime(0, 0);

        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(FieldsInTotal)
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        var total = ticks.Sum();
        return new MachineTime(total - ticks[Idle] - ticks[WaitingForDisk], total);
    }

    /// <summary>The busy share of the processors' time between then and this reading, 0 to 1; 0 where it can't be told.</summary>
    public double BusyShareSince(MachineTime then) => Total == then.Total ? 0 : (double)(Busy - then.Busy) / (Total - then.Total);
}
