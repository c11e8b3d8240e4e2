using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Migochat.LocalHost.FakeMeta;

/// <summary>A call as the fake saw it.</summary>
/// <param name="Method">Such as <c>POST</c>.</param>
/// <param name="Path">Without the version, such as <c>/1001/messages</c>.</param>
/// <param name="IsInstagram">The host of Instagram's own login was called.</param>
/// <param name="Token">Of the header <c>Authorization</c>; empty without one.</param>
/// <param name="UserAgent">Empty without one.</param>
/// <param name="Parameters">Of the query.</param>
/// <param name="Body">Null without a JSON object.</param>
internal sealed record FakeCall(
    string Method, string Path, bool IsInstagram, string Token, string UserAgent, IReadOnlyDictionary<string, string> Parameters, JsonObject? Body)
{
    public bool IsSend => Method == HttpMethods.Post;

    public string Query(string name) => Parameters.GetValueOrDefault(name) ?? "";
}

/// <summary>Counts the calls, and keeps the latest.</summary>
internal sealed class FakeCalls
{
    private const int Kept = 10_000;

    private readonly ConcurrentQueue<FakeCall> _latest = new();
    private long _sends;
    private long _reads;

    /// <summary>All POSTs so far.</summary>
    public long Sends => Interlocked.Read(ref _sends);

    /// <summary>All GETs so far.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    public IReadOnlyCollection<FakeCall> Latest => _latest;

    /// <summary>How many of the latest calls had this path.</summary>
    public int To(string path) => _latest.Count(call => call.Path == path);

    public void Add(FakeCall call)
    {
        Interlocked.Increment(ref call.IsSend ? ref _sends : ref _reads);
        _latest.Enqueue(call);
        while (_latest.Count > Kept)
            _latest.TryDequeue(out _);
    }
}
