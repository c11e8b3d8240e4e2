using System.Diagnostics;

namespace Migochat.Data;

internal static class WriteGateExtensions
{
    private const int FirstRows = 500;

    // Where the disk is slow, fewer would not shorten the slice, which then is all commit.
    private const int FewestRows = 200;

    /// <summary>Repeats a slice behind the gate until it changes less than it may; each aims at the time that the gate allows.</summary>
    /// <param name="gate">Entered anew for every slice.</param>
    /// <param name="checkpointer">Told of every slice that changed something.</param>
    /// <param name="slice">Changes so many rows at most, in one transaction, and tells how many it did.</param>
    /// <param name="cancellationToken">Between slices.</param>
    /// <returns>All rows changed.</returns>
    public static async Task<int> RepeatAsync(this WriteGate gate, Checkpointer checkpointer, Func<int, int> slice, CancellationToken cancellationToken)
    {
        var total = 0;
        var rows = FirstRows;
        while (true)
        {
            int changed;
            TimeSpan took;
            using (await gate.EnterAsync(cancellationToken))
            {
                var started = Stopwatch.GetTimestamp();
                changed = slice(rows);
                took = Stopwatch.GetElapsedTime(started);
            }

            total += changed;
            if (changed > 0)
                checkpointer.Committed();
            if (changed < rows)
                return total;
            rows = Math.Clamp((int)(rows * (WriteGate.Slice / took)), FewestRows, 5000);
        }
    }
}
