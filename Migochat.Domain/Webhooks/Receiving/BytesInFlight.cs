namespace Migochat.Webhooks;

/// <summary>
/// Limits the memory of all deliveries. Verified deliveries, small unfinished bodies and large unfinished bodies each have a room of their
/// own. If unfinished bodies need more room, the oldest one is ended and the new one continues.
/// </summary>
public sealed class BytesInFlight(IntakeLimits limits)
{
    private readonly Lock _lock = new();
    private readonly BodyRoom _small = new(limits.SmallUnfinishedBytes);
    private readonly BodyRoom _large = new(limits.LargeUnfinishedBytes);
    private long _verified;

    /// <summary>Counts bytes of an unfinished body, and ends older ones if there is no room.</summary>
    /// <returns>False if this body itself was ended.</returns>
    internal bool TryGrow(UnfinishedBody body, int bytes)
    {
        lock (_lock)
        {
            if (body.IsEnded)
                return false;
            var room = body.Bytes + bytes > IntakeLimits.SmallBody ? _large : _small;
            if (body.Room != room)
            {
                body.Room?.Remove(body);
                room.Enter(body);
            }

            room.Grow(body, bytes);
            return !body.IsEnded;
        }
    }

    /// <summary>Stops counting an unfinished body that is complete, refused or ended.</summary>
    internal void Remove(UnfinishedBody body)
    {
        lock (_lock)
            body.Room?.Remove(body);
    }

    /// <summary>Counts a verified delivery until <see cref="RemoveVerified"/>; false if there is no room.</summary>
    internal bool TryAddVerified(int bytes)
    {
        if (Interlocked.Add(ref _verified, bytes) <= limits.VerifiedBytes)
            return true;
        Interlocked.Add(ref _verified, -bytes);
        return false;
    }

    internal void RemoveVerified(int bytes) => Interlocked.Add(ref _verified, -bytes);
}

/// <summary>The amounts that the intake holds at one time.</summary>
/// <param name="QueuedEvents">Events that wait for the writer; more get 503.</param>
/// <param name="VerifiedBytes">Bytes of verified deliveries that wait; more get 503.</param>
/// <param name="SmallUnfinishedBytes">Bytes of unfinished bodies of at most <see cref="SmallBody"/>; one client may hold half.</param>
/// <param name="LargeUnfinishedBytes">Bytes of larger unfinished bodies; one client may hold half.</param>
public sealed record IntakeLimits(int QueuedEvents, long VerifiedBytes, long SmallUnfinishedBytes, long LargeUnfinishedBytes)
{
    /// <summary>Bytes. Nearly all deliveries are smaller.</summary>
    public const int SmallBody = 64 * 1024;

    /// <summary>The time that a client has to send a whole body.</summary>
    public static readonly TimeSpan BodyDeadline = TimeSpan.FromSeconds(10);

    public static readonly IntakeLimits Default = new(50_000, 64 * 1024 * 1024, 16 * 1024 * 1024, 64 * 1024 * 1024);
}
