using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Migochat.Benchmarks.Replies;

/// <summary>A Graph API on loopback that takes every send after a pause, and keeps the order in which each person got them.</summary>
public sealed class SlowGraph : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeSpan _latency;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<int>> _byPerson = new(StringComparer.Ordinal);
    private readonly List<long> _taken = [];

    private SlowGraph(TimeSpan latency)
    {
        _latency = latency;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Its address.</summary>
    public string Url => _app.Urls.Single();

    /// <summary>How many sends it took.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _taken.Count;
        }
    }

    /// <summary>Starts it.</summary>
    public static async Task<SlowGraph> StartAsync(TimeSpan latency)
    {
        var graph = new SlowGraph(latency);
        await graph._app.StartAsync();
        return graph;
    }

    /// <summary>The sends a second between the first and the last one that was taken after the given number.</summary>
    public double PerSecondAfter(int number)
    {
        lock (_lock)
            return (_taken.Count - number - 1) / Stopwatch.GetElapsedTime(_taken[number], _taken[^1]).TotalSeconds;
    }

    /// <summary>People who got something twice or out of order.</summary>
    public int Disordered
    {
        get
        {
            lock (_lock)
                return _byPerson.Values.Count(numbers => numbers.Zip(numbers.Skip(1)).Any(pair => pair.First >= pair.Second));
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        var (person, number) = (body!["recipient"]!["id"]!.GetValue<string>(), int.Parse(body["message"]!["text"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture));
        lock (_lock)
        {
            _taken.Add(Stopwatch.GetTimestamp());
            if (!_byPerson.TryGetValue(person, out var numbers))
                _byPerson[person] = numbers = [];
            numbers.Add(number);
        }

        await Task.Delay(_latency);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"recipient_id":"{{person}}","message_id":"m_out{{person}}.{{number}}"}""");
    }
}
