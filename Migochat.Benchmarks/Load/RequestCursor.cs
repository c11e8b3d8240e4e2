namespace Migochat.Benchmarks.Load;

/// <summary>Hands out the requests of a pool from <paramref name="first"/> up to, not including, <paramref name="end"/>: once each, in order, to all connections.</summary>
public sealed class RequestCursor(RequestPool pool, int first, int end)
{
    private int _taken;

    /// <summary>How many requests it hands out in all.</summary>
    public int Count => end - first;

    /// <summary>The next request; false once there is none left.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> request)
    {
        var number = first + Interlocked.Increment(ref _taken) - 1;
        request = number < end ? pool[number] : default;
        return number < end;
    }
}
