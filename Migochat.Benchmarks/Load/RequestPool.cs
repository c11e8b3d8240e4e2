using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Migochat.Benchmarks.Load;

/// <summary>Complete HTTP requests, head and signed body, prepared before the clock starts and sent as they lie.</summary>
public sealed class RequestPool
{
    /// <summary>The path that every prepared request posts to.</summary>
    public const string Path = "/api/webhooks/whatsapp";

    private const int PerChunk = 4096;
    private readonly ReadOnlyMemory<byte>[] _requests;

    private RequestPool(int count) => _requests = new ReadOnlyMemory<byte>[count];

    /// <summary>The number of requests.</summary>
    public int Count => _requests.Length;

    /// <summary>The size of all requests in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The bytes of one request.</summary>
    public ReadOnlyMemory<byte> this[int number] => _requests[number];

    /// <summary>Prepares <paramref name="count"/> requests, each one new message signed with <paramref name="secret"/>; equal for an equal seed and factory.</summary>
    public static RequestPool Prepare(MessageFactory factory, int count, string secret, int seed)
    {
        var pool = new RequestPool(count);
        Parallel.For(0, (count + PerChunk - 1) / PerChunk, chunk => pool.Fill(chunk, factory, Encoding.UTF8.GetBytes(secret), seed));
        pool.Bytes = pool._requests.Sum(request => (long)request.Length);
        return pool;
    }

    private void Fill(int chunk, MessageFactory factory, byte[] secret, int seed)
    {
        var random = new Random(HashSeed(seed, chunk));
        var first = chunk * PerChunk;
        var last = Math.Min(first + PerChunk, Count);
        using var bytes = new MemoryStream(PerChunk * 1024);
        var ends = new int[last - first];
        for (var number = first; number < last; number++)
        {
            Write(bytes, factory.Body(number, random), secret);
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

    private static void Write(MemoryStream bytes, byte[] body, byte[] secret)
    {
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(secret, body));
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST {Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: facebookexternalua\r\nAccept: */*\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256={signature}\r\nContent-Length: {body.Length}\r\n\r\n");
        bytes.Write(Encoding.ASCII.GetBytes(head));
        bytes.Write(body);
    }
}
