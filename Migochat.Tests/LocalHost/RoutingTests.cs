using System.Net;

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
    [InlineData("POST", "/api/Plain")]
    [InlineData("HEAD", "/api/Plain")]
    [InlineData("DELETE", "/api/things/7")]
    [InlineData("GET", "/api/things/seven")]
    [InlineData("GET", "/api/things/99999999999999999999")]
    [InlineData("GET", "/Plain")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/api/hooks/a/b")]
    public async Task A_wrong_method_or_route_is_an_empty_404(string method, string path)
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions));

        using var response = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
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
}
