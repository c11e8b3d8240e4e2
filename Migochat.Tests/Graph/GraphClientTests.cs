using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Migochat.Data;
using Migochat.Graph;

namespace Migochat.Tests.Graph;

/// <summary>Sends over real HTTP: what Meta certainly did not take, what it took, and what nobody knows.</summary>
public sealed class GraphClientTests : IAsyncLifetime
{
    private const string Token = "EAAB-page-token-of-the-tests";
    private static readonly GraphSend Hello = new(Platform.Facebook, "1001", "7130", new SendText("أهلا"));

    private ScriptedGraph _graph = null!;

    public async Task InitializeAsync() => _graph = await ScriptedGraph.StartAsync();

    public async Task DisposeAsync() => await _graph.DisposeAsync();

    [Fact]
    public async Task A_send_carries_the_token_in_the_header_and_the_proof_of_the_secret()
    {
        await using var shop = await OpenAsync();

        var result = await SendAsync(shop, Hello with { Mark = "ob:1" });

        Assert.Equal(new Accepted("m_1", "7130"), result);
        var call = Assert.Single(_graph.Calls);
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Shop.Secret), Encoding.UTF8.GetBytes(Token)));
        Assert.Equal(("POST", "/v26.0/1001/messages", $"?appsecret_proof={proof}", $"Bearer {Token}"), (call.Method, call.Path, call.Query, call.Authorization));
        JsonAssert.Equal("""{"recipient":{"id":"7130"},"messaging_type":"RESPONSE","message":{"text":"أهلا","metadata":"ob:1"}}""", call.Body);
    }

    [Fact]
    public async Task Without_a_token_no_call_is_made_and_the_setting_is_named()
    {
        await using var shop = await OpenAsync(("fb_page_access_token", "2002:another-page's-token"));

        Assert.Equal(new NoToken("fb_page_access_token"), await SendAsync(shop, Hello));
        Assert.Equal("fb_page_access_token", await shop.Service<GraphClient>().MissingTokenAsync(Platform.Facebook, "1001", CancellationToken.None));
        Assert.Null(await shop.Service<GraphClient>().MissingTokenAsync(Platform.Facebook, "2002", CancellationToken.None));
        Assert.Empty(_graph.Calls);
    }

    [Fact]
    public async Task An_invalid_token_is_followed_by_the_next_one_which_is_then_kept()
    {
        await using var shop = await OpenAsync(("fb_page_access_token", "old-token,new-token"));
        _graph.Answer = (context, call) => call.Authorization == "Bearer new-token"
            ? ScriptedGraph.JsonAsync(context, 200, """{"message_id":"m_1"}""")
            : ScriptedGraph.JsonAsync(context, 400, Error(190, 463));

        Assert.IsType<Accepted>(await SendAsync(shop, Hello));
        Assert.IsType<Accepted>(await SendAsync(shop, Hello));

        Assert.Equal(["Bearer old-token", "Bearer new-token", "Bearer new-token"], _graph.Calls.Select(call => call.Authorization));
    }

    [Fact]
    public async Task A_refused_proof_is_followed_by_that_of_the_next_secret()
    {
        await using var shop = await OpenAsync(("fb_app_secret", "old-secret,new-secret"));
        var good = Convert.ToHexStringLower(HMACSHA256.HashData("new-secret"u8, Encoding.UTF8.GetBytes(Token)));
        _graph.Answer = (context, call) => call.Query.EndsWith(good, StringComparison.Ordinal)
            ? ScriptedGraph.JsonAsync(context, 200, """{"message_id":"m_1"}""")
            : ScriptedGraph.JsonAsync(context, 400, Error(100));

        Assert.IsType<Accepted>(await SendAsync(shop, Hello));

        Assert.Equal(2, _graph.Calls.Count);
    }

    [Theory]
    [InlineData(400, 10, 2018278, GraphErrorKind.WindowClosed)]
    [InlineData(400, 551, 1545041, GraphErrorKind.NotReachable)]
    [InlineData(403, 200, null, GraphErrorKind.NotPermitted)]
    [InlineData(400, 190, 460, GraphErrorKind.TokenInvalid)]
    [InlineData(400, 100, 2018001, GraphErrorKind.NotFound)]
    [InlineData(400, 100, 1893029, GraphErrorKind.Malformed)]
    [InlineData(429, 80006, null, GraphErrorKind.RateLimited)]
    [InlineData(500, 613, null, GraphErrorKind.RateLimited)]
    [InlineData(400, 999999, null, GraphErrorKind.Unknown)]
    public async Task A_refusal_has_its_kind_and_is_asked_once(int status, int code, int? subcode, GraphErrorKind kind)
    {
        await using var shop = await OpenAsync();
        _graph.Always(status, Error(code, subcode));

        var refused = Assert.IsType<Refused>(await SendAsync(shop, Hello));

        Assert.Equal((kind, code, subcode), (refused.Error.Kind, refused.Error.Code, refused.Error.Subcode));
        Assert.DoesNotContain("words of Meta", refused.Error.Reason, StringComparison.Ordinal);
        Assert.Single(_graph.Calls);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(503, "<html>down</html>")]
    [InlineData(200, "{}")]
    [InlineData(200, "no json")]
    [InlineData(500, """{"error":{"code":1,"error_subcode":1357046,"message":"words of Meta"}}""")]
    [InlineData(500, """{"error":{"code":2,"is_transient":true}}""")]
    [InlineData(500, """{"error":{"code":424242}}""")]
    public async Task An_answer_that_leaves_it_open_is_unknown_and_asked_once(int status, string body)
    {
        await using var shop = await OpenAsync();
        _graph.Always(status, body);

        Assert.IsType<Unknown>(await SendAsync(shop, Hello));
        Assert.Single(_graph.Calls);
    }

    [Fact]
    public async Task WhatsApps_temporary_code_is_a_refusal()
    {
        await using var shop = await OpenAsync();
        _graph.Always(500, Error(131000));

        var refused = Assert.IsType<Refused>(await SendAsync(shop, Hello with { Platform = Platform.WhatsApp, RecipientId = "201001234567" }));

        Assert.Equal(GraphErrorKind.Temporary, refused.Error.Kind);
    }

    [Fact]
    public async Task A_connection_that_is_cut_after_the_request_was_read_is_unknown_and_asked_once()
    {
        await using var shop = await OpenAsync();
        _graph.Answer = (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        Assert.IsType<Unknown>(await SendAsync(shop, Hello));
        Assert.Single(_graph.Calls);
    }

    [Fact]
    public async Task An_answer_that_stops_in_the_middle_is_unknown()
    {
        await using var shop = await OpenAsync();
        _graph.Answer = async (context, _) =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"message_id\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };

        Assert.IsType<Unknown>(await SendAsync(shop, Hello));
        Assert.Single(_graph.Calls);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_unknown_after_the_time_limit()
    {
        await using var shop = await OpenAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _graph.Answer = async (context, _) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        var sending = SendAsync(shop, Hello);
        await asked.Task;
        shop.Time.Advance(GraphClient.LongestSend);

        Assert.Equal(new Unknown("Meta's API did not answer in time."), await sending);
    }

    [Fact]
    public async Task A_stop_of_the_service_after_the_body_went_out_is_unknown()
    {
        await using var shop = await OpenAsync();
        using var stop = new CancellationTokenSource();
        _graph.Answer = (context, _) =>
        {
            stop.Cancel();
            return Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

        Assert.IsType<Unknown>(await shop.Service<GraphClient>().SendAsync(Hello, stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shop.Service<GraphClient>().SendAsync(Hello, stop.Token));
        Assert.Single(_graph.Calls);
    }

    [Fact]
    public async Task Without_a_connection_nothing_was_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var shop = await OpenAsync(("graph_base_url", $"http://127.0.0.1:{port}"));

        var refused = Assert.IsType<Refused>(await SendAsync(shop, Hello));

        Assert.Equal(GraphErrorKind.Temporary, refused.Error.Kind);
    }

    [Fact]
    public async Task A_graph_that_keeps_failing_is_left_alone_for_a_while()
    {
        await using var shop = await OpenAsync();
        _graph.Always(500, "");
        while (await SendAsync(shop, Hello) is Unknown)
            Assert.True(_graph.Calls.Count <= 100, "The breaker never opens.");
        var seen = _graph.Calls.Count;

        var refused = Assert.IsType<Refused>(await SendAsync(shop, Hello));
        Assert.Equal((GraphErrorKind.Temporary, shop.Time.GetUtcNow() + GraphClient.Break), (refused.Error.Kind, refused.Error.RetryAt));
        Assert.Equal(seen, _graph.Calls.Count);

        _graph.Always(200, """{"message_id":"m_1"}""");
        shop.Time.Advance(GraphClient.Break);
        Assert.IsType<Accepted>(await SendAsync(shop, Hello));
    }

    [Fact]
    public async Task A_limit_stops_this_account_until_its_time_and_no_other()
    {
        await using var shop = await OpenAsync();
        _graph.Always(429, Error(80006), ("X-Business-Use-Case-Usage", """{"1001":[{"type":"messenger","call_count":100,"estimated_time_to_regain_access":7}]}"""));
        var until = shop.Time.GetUtcNow().AddMinutes(7);

        var first = Assert.IsType<Refused>(await SendAsync(shop, Hello));
        var second = Assert.IsType<Refused>(await SendAsync(shop, Hello));

        Assert.Equal((until, until), (first.Error.RetryAt, second.Error.RetryAt));
        Assert.Single(_graph.Calls);
        _graph.Always(200, """{"message_id":"m_1"}""");
        Assert.IsType<Accepted>(await SendAsync(shop, Hello with { BusinessId = "2002" }));
        shop.Time.Advance(TimeSpan.FromMinutes(7));
        Assert.IsType<Accepted>(await SendAsync(shop, Hello));
    }

    [Fact]
    public async Task A_limit_of_one_person_does_not_stop_the_number()
    {
        await using var shop = await OpenAsync();
        var send = Hello with { Platform = Platform.WhatsApp, RecipientId = "201001234567" };
        _graph.Always(400, Error(131056));

        var refused = Assert.IsType<Refused>(await SendAsync(shop, send));

        Assert.Equal(shop.Time.GetUtcNow().AddSeconds(4), refused.Error.RetryAt);
        Assert.Null(shop.Service<GraphClient>().SendsPausedUntil("1001"));
    }

    [Theory]
    [InlineData(74, 0)]
    [InlineData(75, 1)]
    [InlineData(94, 10.5)]
    [InlineData(95, 300)]
    public async Task Used_limits_slow_the_account_down_before_Meta_does(int percent, double seconds)
    {
        await using var shop = await OpenAsync();
        _graph.Always(200, """{"message_id":"m_1"}""", ("X-App-Usage", $$"""{"call_count":{{percent}},"total_time":3,"total_cputime":1}"""));

        await SendAsync(shop, Hello);

        DateTimeOffset? until = seconds == 0 ? null : shop.Time.GetUtcNow().AddSeconds(seconds);
        Assert.Equal(until, shop.Service<GraphClient>().SendsPausedUntil("1001"));
    }

    [Fact]
    public async Task No_line_of_the_log_holds_a_token_a_text_or_a_person()
    {
        await using var shop = await OpenAsync();
        foreach (var (status, body) in ((int, string)[])[(200, """{"message_id":"m_1"}"""), (400, Error(100)), (400, Error(190)), (500, "")])
        {
            _graph.Always(status, body);
            await SendAsync(shop, Hello);
        }

        Assert.Contains(shop.Log.All, line => line.Contains("A send on facebook was not accepted", StringComparison.Ordinal));
        Assert.DoesNotContain(shop.Log.All, line => ((string[])[Token, "أهلا", "7130", "words of Meta"]).Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    private Task<Shop> OpenAsync(params (string Key, string? Value)[] settings) => Shop.OpenAsync(withTimers: false, [
        ("graph_base_url", _graph.Url),
        ("fb_page_access_token", Token),
        ("whatsapp_access_token", "EAAW-whatsapp-token-of-the-tests"),
        .. settings,
    ]);

    private static Task<SendResult> SendAsync(Shop shop, GraphSend send) => shop.Service<GraphClient>().SendAsync(send, CancellationToken.None);

    private static string Error(int code, int? subcode = null)
    {
        var member = subcode is null ? "" : $",\"error_subcode\":{subcode}";
        return $$$"""{"error":{"message":"words of Meta","type":"OAuthException","code":{{{code}}}{{{member}}},"fbtrace_id":"Atrace"}}""";
    }
}
