using System.Globalization;

namespace Migochat.Benchmarks.Erase;

/// <summary>One run of erasures under load.</summary>
/// <param name="Milliseconds">An erasure, on average.</param>
/// <param name="AloneMilliseconds">The intake's p99 before them.</param>
/// <param name="MeanwhileMilliseconds">The intake's p99 during them.</param>
public sealed record EraseRun(double Milliseconds, double AloneMilliseconds, double MeanwhileMilliseconds)
{
    /// <summary>How many times longer.</summary>
    public double Ratio => MeanwhileMilliseconds / AloneMilliseconds;

    /// <summary>One line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Milliseconds:N0} ms an erasure, intake p99 alone {AloneMilliseconds:N2} ms, meanwhile {MeanwhileMilliseconds:N2} ms");
}
