using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Migochat.LocalHost.Routing;

namespace Migochat.Tests.LocalHost;

public sealed class RoutingTests
{
    [Theory]
    [InlineData("GET", "/api/Plain", "plain GET")]
    [InlineData("GET", "/API/plain", "plain GET")]
    [InlineData("GET", "/api/things/7", "\"thing 7\"")]
    [InlineData("PATCH", "/api/things/7", "PATCH 7")]
    [InlineData("PUT", "/api/things/seven", "PUT seven")]
    [InlineData("GET", "/api/hooks", "GET none")]
    [InlineData("POST", "/api/hooks/whatsapp", "POST whatsapp")]
    [InlineData("DELETE", "/api/any", "DELETE")]
    [InlineData("GET", "/api/clock", "2026-03-01T12:00:00.0000000+00:00")]
    public async Task A_function_answers_at_its_route(string method, string path, string answer)
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        using var response = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(answer, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("POST", "/api/Plain", "GET")]
    [InlineData("DELETE", "/api/things/7", "GET, PATCH, PUT")]
    [InlineData("PUT", "/api/hooks", "GET, POST")]
    public async Task Another_method_of_a_route_is_a_405_with_those_that_there_are(string method, string path, string allowed)
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        using var response = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
        await JsonAssert.IsProblemAsync(response, "no such method");
    }

    [Fact]
    public async Task Head_is_no_method_of_a_route()
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, await host.StatusAsync("/api/Plain", method: HttpMethod.Head));
    }

    [Theory]
    [InlineData("GET", "/api/things/seven")]
    [InlineData("GET", "/api/things/99999999999999999999")]
    [InlineData("GET", "/Plain")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/api/hooks/a/b")]
    public async Task A_wrong_route_is_a_404_with_a_problem(string method, string path)
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        using var response = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        await JsonAssert.IsProblemAsync(response, "no such address");
    }

    [Theory]
    [InlineData("GET /api/leads?q=منى HTTP/1.1")]
    [InlineData("GET /api/منى HTTP/1.1")]
    [InlineData("GET /api/Plain?q=a b HTTP/1.1")]
    [InlineData("POST /api/hooks?x=\u0001 HTTP/1.0")]
    public async Task An_unencoded_url_is_answered_with_a_problem_on_every_request_of_a_connection(string line)
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));
        using var socket = new TcpClient("127.0.0.1", host.Client.BaseAddress!.Port);
        var stream = socket.GetStream();
        using var reader = new StreamReader(stream);
        var first = new StringBuilder();

        await stream.WriteAsync(Encoding.UTF8.GetBytes("GET /api/Plain HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        while (!first.ToString().Contains("plain GET", StringComparison.Ordinal))
            first.Append((char)reader.Read());
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{line}\r\nHost: 127.0.0.1\r\n\r\n"));

        var answer = await reader.ReadToEndAsync();
        Assert.Contains("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("%2B", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /api/leads?q=%D9%85 HTTP/1.1\r\n", false)]
    [InlineData("GET /api/leads?q=م", false)]
    [InlineData("GET /api/leads?q=م HTTP/1.1\r\n", true)]
    [InlineData("GET / HTTP/1.1\r\nX-Actor: منى\r\n", false)]
    [InlineData("nobody sends م HTTP/1.1\r\n", false)]
    [InlineData("Some text, م\r\n", false)]
    [InlineData("GET\r\n", false)]
    [InlineData("", false)]
    public void A_request_line_is_unencoded_if_its_target_holds_more_than_a_url_can(string text, bool isUnencoded)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(isUnencoded, RequestLine.IsUnencoded(new ReadOnlySequence<byte>(bytes)));
        Assert.Equal(isUnencoded, RequestLine.IsUnencoded(Segment.Split(bytes)));
    }

    [Fact]
    public async Task A_union_of_results_answers_with_the_one_that_is_returned()
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        Assert.Equal(HttpStatusCode.NoContent, await host.StatusAsync("/api/things/0"));
    }

    [Fact]
    public async Task Every_request_gets_an_instance_of_its_own()
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        var first = await host.Client.GetStringAsync("/api/instance");
        var second = await host.Client.GetStringAsync("/api/instance");

        Assert.NotEqual(first, second, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("""{ "extensions": { "http": { "routePrefix": "v1/shop" } } } // comment""", "/v1/shop/Plain")]
    [InlineData("""{ "extensions": { "http": { "routePrefix": "" } } }""", "/Plain")]
    [InlineData("""{ "version": "2.0" }""", "/api/Plain")]
    public async Task The_prefix_is_that_of_host_json(string hostJson, string path)
    {
        using var folder = new TemporaryFolder();
        folder.Write("host.json", hostJson);
        await using var host = await RunningHost.StartAsync(new RunningHost.Setup { Functions = [typeof(HttpFunctions)], WorkingDirectory = folder.Path });

        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync(path));
    }

    [Fact]
    public async Task The_server_does_not_name_itself()
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        using var response = await host.Client.GetAsync("/api/plain");

        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_server_leaves_the_limit_of_a_body_to_the_function()
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        using var response = await host.Client.PostAsync("/api/bytes", new ByteArrayContent(new byte[31_000_000]));

        Assert.Equal("31000000", await response.Content.ReadAsStringAsync());
    }

    /// <summary>Bytes in pieces of one, as a slow connection brings them.</summary>
    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Split(byte[] bytes)
        {
            var first = new Segment();
            var last = first;
            foreach (var one in bytes)
            {
                var next = new Segment { Memory = new[] { one }, RunningIndex = last.RunningIndex + last.Memory.Length };
                last.Next = next;
                last = next;
            }

            return new ReadOnlySequence<byte>(first.Next is Segment start ? start : first, 0, last, last.Memory.Length);
        }
    }
}
