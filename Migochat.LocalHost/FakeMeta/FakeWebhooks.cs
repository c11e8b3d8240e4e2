using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Migochat.LocalHost.FakeMeta;

/// <summary>Posts signed deliveries about taken sends to the service's webhook, each after its time.</summary>
internal sealed class FakeWebhooks(FakeGraphOptions options) : IAsyncDisposable
{
    private const int Tries = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _client = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _running = [];
    private readonly SemaphoreSlim _places = new(8);
    private long _undelivered;

    /// <summary>The address of the webhook; null: nothing is posted.</summary>
    public Uri? Target { get; set; }

    /// <summary>The app secret for the <c>object</c> of a delivery.</summary>
    public Func<string, string?> SecretOf { get; set; } = _ => null;

    /// <summary>While true, deliveries are kept in <see cref="Held"/>.</summary>
    public bool IsHolding { get; set; }

    public ConcurrentQueue<FakeDelivery> Held { get; } = new();

    /// <summary>Deliveries that the service did not take after several tries.</summary>
    public long Undelivered => Interlocked.Read(ref _undelivered);

    /// <summary>Plans the deliveries about a send.</summary>
    public async Task AnnounceAsync(FakeSend send, FakeFault fault)
    {
        var deliveries = FakeDelivery.Of(send, options).ToList();
        if (fault.AnnouncesTwice)
            deliveries.AddRange([.. deliveries]);
        if (fault.AnnouncesFirst && deliveries.Count > 0)
        {
            await PostAsync(deliveries[0]);
            deliveries.RemoveAt(0);
        }

        lock (_running)
        {
            _running.RemoveAll(task => task.IsCompleted);
            _running.Add(DeliverAsync(deliveries, send.At));
        }
    }

    /// <summary>Waits until every planned delivery was posted or held.</summary>
    public Task IdleAsync()
    {
        lock (_running)
            return Task.WhenAll(_running);
    }

    /// <summary>Signs and posts one delivery, and repeats it while the service does not take it.</summary>
    public async Task PostAsync(FakeDelivery delivery)
    {
        await _places.WaitAsync(_closing.Token);
        try
        {
            for (var attempt = 1; !await TryPostAsync(delivery); attempt++)
            {
                if (attempt == Tries)
                {
                    Interlocked.Increment(ref _undelivered);
                    return;
                }

                await Task.Delay(Pause, options.Time, _closing.Token);
            }
        }
        finally
        {
            _places.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await IdleAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _closing.Dispose();
        _places.Dispose();
    }

    private async Task DeliverAsync(IReadOnlyList<FakeDelivery> deliveries, DateTimeOffset from)
    {
        // The answer of the send goes out first.
        await Task.Yield();
        foreach (var delivery in deliveries)
        {
            var wait = from + delivery.After - options.Time.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, options.Time, _closing.Token);
            if (IsHolding)
                Held.Enqueue(delivery);
            else
                await PostAsync(delivery);
        }
    }

    private async Task<bool> TryPostAsync(FakeDelivery delivery)
    {
        if (Target is null || SecretOf(delivery.Object) is not { } secret)
            return true;
        using var request = new HttpRequestMessage(HttpMethod.Post, Target) { Content = new StringContent(delivery.Json, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(delivery.Json)))}");
        try
        {
            // Not cut off at the end: the service may be storing it.
            using var response = await _client.SendAsync(request, CancellationToken.None);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // The service is away; Meta would try again as well.
            return false;
        }
    }
}
