using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Migochat.Access;
using Migochat.Tests.LocalHost;
using Migochat.Tests.Privacy;

namespace Migochat.Tests.Access;

/// <summary>Who fails and fails is told to stop; who is right is never kept out, whoever fails beside him.</summary>
public sealed class FailureLimitTests
{
    private const string Body = """{"object":"page","entry":[]}""";
    private const string HandshakePath = "/api/webhooks?hub.mode=subscribe&hub.challenge=1&hub.verify_token=";

    public static TheoryData<string, HttpStatusCode> Credentials { get; } = new()
    {
        { "signature", HttpStatusCode.Unauthorized },
        { "malformed signature", HttpStatusCode.Unauthorized },
        { "signed request", HttpStatusCode.Unauthorized },
        { "verify token", HttpStatusCode.Forbidden },
        { "function key", HttpStatusCode.Unauthorized },
        { "function key in the query", HttpStatusCode.Unauthorized },
        { "admin key", HttpStatusCode.Unauthorized },
    };

    [Theory]
    [MemberData(nameof(Credentials))]
    public async Task From_the_eleventh_failure_of_a_minute_on_the_answer_is_429_until_it_is_over(string credential, HttpStatusCode refusal)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        for (var n = 0; n < FailureLimit.Allowed; n++)
            Assert.Equal(refusal, (await SendAsync(shop, credential, isRight: false)).Status);
        shop.Time.Advance(TimeSpan.FromSeconds(20.5));

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(40)), await SendAsync(shop, credential, isRight: false));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(shop, credential, isRight: true)).Status);
        shop.Time.Advance(TimeSpan.FromSeconds(39));
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), await SendAsync(shop, credential, isRight: false));
        shop.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(refusal, (await SendAsync(shop, credential, isRight: false)).Status);
        Assert.Single(shop.Log.All, line => line.Contains("answered 429", StringComparison.Ordinal));
        Assert.DoesNotContain(shop.Log.All, line => line.Contains("127.0.0.1", StringComparison.Ordinal) && !line.Contains("Serving", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_kinds_of_failure_count_together()
    {
        string[] kinds = ["signature", "signed request", "verify token", "function key", "admin key"];
        await using var shop = await Shop.OpenAsync(withTimers: false);
        for (var n = 0; n < FailureLimit.Allowed; n++)
            await SendAsync(shop, kinds[n % kinds.Length], isRight: false);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(shop, "admin key", isRight: false)).Status);
    }

    [Fact]
    public async Task In_a_flood_of_failures_from_one_address_every_valid_delivery_is_stored()
    {
        const int Senders = 8;
        const int Each = 25;
        await using var shop = await Shop.OpenAsync(withTimers: false);

        var answers = await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            var statuses = new List<(HttpStatusCode Valid, HttpStatusCode Forged)>();
            for (var n = 0; n < Each; n++)
            {
                var body = Texts.Messenger(Texts.MessengerItem($"m_{sender}_{n}", time: Texts.Before + n)).Json();
                statuses.Add((await shop.SendAsync(body), await shop.SendAsync(body, secret: "forged")));
            }

            return statuses;
        })));

        var all = answers.SelectMany(statuses => statuses).ToList();
        Assert.All(all, status => Assert.Equal(HttpStatusCode.OK, status.Valid));
        Assert.Equal(FailureLimit.Allowed, all.Count(status => status.Forged == HttpStatusCode.Unauthorized));
        Assert.Equal(Senders * Each - FailureLimit.Allowed, all.Count(status => status.Forged == HttpStatusCode.TooManyRequests));
        Assert.Equal(Senders * Each, shop.Count("messages"));
    }

    [Fact]
    public async Task On_Azure_clients_behind_the_platform_are_told_apart()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false, ("WEBSITE_INSTANCE_ID", "one"));
        for (var n = 0; n <= FailureLimit.Allowed; n++)
            await ForgeAsync(shop, $"198.51.100.{n}, 203.0.113.9:{50_000 + n}");

        Assert.Equal(HttpStatusCode.TooManyRequests, await ForgeAsync(shop, "203.0.113.9:50999"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ForgeAsync(shop, "203.0.113.9, 203.0.113.10:50999"));
    }

    [Fact]
    public async Task Elsewhere_nobody_escapes_by_a_header()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        for (var n = 0; n < FailureLimit.Allowed; n++)
            await ForgeAsync(shop, $"203.0.113.{n}");

        Assert.Equal(HttpStatusCode.TooManyRequests, await ForgeAsync(shop, "203.0.113.99"));
    }

    [Fact]
    public async Task A_probe_with_an_old_admin_key_learns_nothing_and_takes_nothing_out_of_use()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        for (var n = 0; n <= FailureLimit.Allowed; n++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/health");
            request.Headers.Add("X-Admin-Key", "old");
            using var response = await shop.Client.SendAsync(request);
            Assert.Equal("{\"status\":\"ok\"}", await response.Content.ReadAsStringAsync());
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(shop, "admin key", isRight: false)).Status);
    }

    [Fact]
    public async Task A_delivery_without_a_signature_is_refused_before_its_body_is_read()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        using var socket = new System.Net.Sockets.TcpClient("127.0.0.1", shop.Client.BaseAddress!.Port);
        await socket.GetStream().WriteAsync("POST /api/webhooks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4000000\r\nX-Hub-Signature-256: sha256=none\r\n\r\n{"u8.ToArray());

        var answer = new byte[12];
        await socket.GetStream().ReadExactlyAsync(answer).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("HTTP/1.1 401", Encoding.ASCII.GetString(answer));
    }

    [Fact]
    public async Task Refusals_are_counted_by_what_was_wrong_and_not_by_who_it_was()
    {
        var counted = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name == "migochat.refusals")
                meters.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        listener.Start();
        await using var shop = await Shop.OpenAsync(withTimers: false);

        for (var n = 0; n <= FailureLimit.Allowed; n++)
            await SendAsync(shop, "verify token", isRight: false);

        Assert.Contains("credential=verify_token answer=refused", counted);
        Assert.Contains("credential=verify_token answer=limited", counted);
        Assert.All(counted, tags => Assert.Matches("^credential=[a-z_]+ answer=(refused|limited)$", tags));
    }

    private static Task<(HttpStatusCode Status, TimeSpan? RetryAfter)> SendAsync(Shop shop, string credential, bool isRight)
    {
        var key = isRight ? RunningHost.DefaultKey : "wrong";
        return credential switch
        {
            "signature" => PostAsync(shop, Shop.Sign(Body, isRight ? Shop.Secret : "forged")),
            "malformed signature" => PostAsync(shop, isRight ? Shop.Sign(Body) : "sha256=none"),
            "signed request" => CallBackAsync(shop, isRight ? Shop.Secret : "forged"),
            "verify token" => GetAsync(shop, HandshakePath + (isRight ? Shop.VerifyToken : "wrong")),
            "function key" => GetAsync(shop, "/api/posts", ("x-functions-key", key)),
            "function key in the query" => GetAsync(shop, $"/api/posts?code={key}"),
            _ => GetAsync(shop, "/api/dead-letters", ("x-functions-key", RunningHost.DefaultKey), ("X-Admin-Key", isRight ? Shop.AdminKey : "wrong")),
        };
    }

    private static async Task<(HttpStatusCode Status, TimeSpan? RetryAfter)> PostAsync(Shop shop, string signature)
    {
        using var response = await shop.PostAsync(Encoding.UTF8.GetBytes(Body), signature);
        return (response.StatusCode, response.Headers.RetryAfter?.Delta);
    }

    private static async Task<(HttpStatusCode Status, TimeSpan? RetryAfter)> CallBackAsync(Shop shop, string secret)
    {
        using var form = new FormUrlEncodedContent([new("signed_request", SignedRequests.Signed("6543210987654321", secret: secret))]);
        using var response = await shop.Client.PostAsync("/api/privacy/deauthorize", form);
        return (response.StatusCode, response.Headers.RetryAfter?.Delta);
    }

    private static async Task<(HttpStatusCode Status, TimeSpan? RetryAfter)> GetAsync(Shop shop, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await shop.Client.SendAsync(request);
        return (response.StatusCode, response.Headers.RetryAfter?.Delta);
    }

    private static async Task<HttpStatusCode> ForgeAsync(Shop shop, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks") { Content = new StringContent(Body) };
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", Shop.Sign(Body, "forged"));
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        using var response = await shop.Client.SendAsync(request);
        return response.StatusCode;
    }
}
