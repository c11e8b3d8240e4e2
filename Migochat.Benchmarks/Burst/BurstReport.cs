using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Reporting;

namespace Migochat.Benchmarks.Burst;

/// <summary>The results of <c>burst</c>.</summary>
public sealed class BurstReport(IReadOnlyList<BurstDelivery> deliveries)
{
    /// <summary>Every big delivery, in the order they were sent.</summary>
    public IReadOnlyList<BurstDelivery> Deliveries => deliveries;

    /// <summary>Where it ran.</summary>
    public Machine Machine { get; } = Machine.Here();

    /// <summary>The summary of the sessions.</summary>
    public IReadOnlyList<Finding> Findings { get; } =
    [
        .. from delivery in deliveries
           group delivery by (delivery.Connections, delivery.System, delivery.Delivery) into alike
           from finding in Find(alike.Key.Delivery, $"{alike.Key.Delivery}, {alike.Key.System}, beside {alike.Key.Connections}", [.. alike])
           select finding,
    ];

    private static IEnumerable<Finding> Find(string delivery, string name, IReadOnlyList<BurstDelivery> alike) =>
    [
        delivery == BurstRunner.Mixed
            ? Finding.AtMost(500, "at most 500", $"{name}: ms", Spread.Of(alike.Select(one => one.Milliseconds)))
            : Finding.AtMost(1000, "at most 1,000", $"{name}: ms", Spread.Of(alike.Select(one => one.Milliseconds))),
        Finding.WorstAtMost(1000, "below 1,000 always", $"{name}: others' p99 ms", Spread.Of(alike.Select(one => one.OthersP99Milliseconds))),
        Finding.WorstAtMost(1000, "below 1,000 always", $"{name}: others' longest ms", Spread.Of(alike.Select(one => one.OthersMaxMilliseconds))),
    ];
}
