using System.Globalization;

namespace Migochat.Benchmarks.Inactive;

/// <summary>One run of the timer under load.</summary>
/// <param name="Seconds">From the request that sets it off until no silent conversation is active.</param>
/// <param name="AloneMilliseconds">The intake's p99 before it.</param>
/// <param name="MeanwhileMilliseconds">The intake's p99 during it.</param>
public sealed record InactiveRun(double Seconds, double AloneMilliseconds, double MeanwhileMilliseconds)
{
    /// <summary>How many times longer.</summary>
    public double Ratio => MeanwhileMilliseconds / AloneMilliseconds;

    /// <summary>One line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Seconds:N2} s, intake p99 alone {AloneMilliseconds:N2} ms, meanwhile {MeanwhileMilliseconds:N2} ms");
}
