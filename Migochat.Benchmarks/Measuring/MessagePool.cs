using System.Diagnostics;
using System.Globalization;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Measuring;

/// <summary>Requests with one new text message each, enough for the process that is under load the longest.</summary>
public static class MessagePool
{
    private const int Seed = 20;

    /// <summary>About 1 GB of prepared requests.</summary>
    private const int MostMessages = 1_200_000;

    /// <summary>Prepares them and says so on the console.</summary>
    /// <param name="perSecond">More than the system answers; one that uses its share of the pool up, as floor A may, ends early.</param>
    public static RequestPool Prepare(IReadOnlyList<Person> people, TimeSpan underLoad, int perSecond)
    {
        var started = Stopwatch.GetTimestamp();
        var count = (int)Math.Min(MostMessages, perSecond * underLoad.TotalSeconds);
        var factory = new MessageFactory(people, count, TimeProvider.System.GetUtcNow());
        var pool = RequestPool.Prepare(factory.Body, count, ProductServer.Secret, Seed);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count:N0} messages of {people.Count:N0} people prepared in {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s, {pool.Bytes / count:N0} bytes a request"));
        return pool;
    }
}
