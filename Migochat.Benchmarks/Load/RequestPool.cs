using System.Text;

namespace Migochat.Benchmarks.Load;

/// <summary>Complete HTTP requests, head and signed body, prepared before the clock starts and sent as they lie.</summary>
public sealed class RequestPool
{
    private const int PerChunk = 4096;
    private readonly ReadOnlyMemory<byte>[] _requests;

    private RequestPool(int count) => _requests = new ReadOnlyMemory<byte>[count];

    /// <summary>The number of requests.</summary>
    public int Count => _requests.Length;

    /// <summary>The size of all requests in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The bytes of one request.</summary>
    public ReadOnlyMemory<byte> this[int number] => _requests[number];

    /// <summary>Prepares <paramref name="count"/> requests, each one body signed with <paramref name="secret"/>; equal for an equal seed.</summary>
    /// <param name="body">Makes the body of one number, drawing from the given source alone.</param>
    public static RequestPool Prepare(Func<int, Random, byte[]> body, int count, string secret, int seed)
    {
        var pool = new RequestPool(count);
        Parallel.For(0, (count + PerChunk - 1) / PerChunk, chunk => pool.Fill(chunk, body, Encoding.UTF8.GetBytes(secret), seed));
        pool.Bytes = pool._requests.Sum(request => (long)request.Length);
        return pool;
    }

    private void Fill(int chunk, Func<int, Random, byte[]> body, byte[] secret, int seed)
    {
        var random = new Random(HashSeed(seed, chunk));
        var first = chunk * PerChunk;
        var last = Math.Min(first + PerChunk, Count);
        using var bytes = new MemoryStream(PerChunk * 1024);
        var ends = new int[last - first];
        for (var number = first; number < last; number++)
        {
            bytes.Write(SignedRequest.Of(body(number, random), secret));
            ends[number - first] = (int)bytes.Length;
        }

        Slice(bytes.ToArray(), first, ends);
    }

    private void Slice(byte[] chunk, int first, int[] ends)
    {
        var start = 0;
        for (var at = 0; at < ends.Length; at++)
        {
            _requests[first + at] = chunk.AsMemory(start, ends[at] - start);
            start = ends[at];
        }
    }

    private static int HashSeed(int seed, int chunk) => unchecked((seed * 397) ^ chunk);
}
