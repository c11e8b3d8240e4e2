using System.Net;
using Migochat.Access;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Access;

public sealed class SecurityHeadersTests
{
    [Fact]
    public async Task Every_answer_of_every_route_has_them()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        foreach (var function in Routes.All)
        {
            foreach (var method in function.Methods)
            {
                using var refused = await shop.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Routes.PathOf(function)));
                using var request = Shop.Request(new HttpMethod(method), Routes.PathOf(function)["/api/".Length..]);
                using var answered = await shop.Client.SendAsync(request);
                AssertHeaders(refused);
                AssertHeaders(answered);
            }
        }
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/api/plain", HttpStatusCode.OK)]
    [InlineData("/api/throw", HttpStatusCode.InternalServerError)]
    [InlineData("/api/function", HttpStatusCode.Unauthorized)]
    public async Task What_no_function_answers_has_them_too(string path, HttpStatusCode status)
    {
        await using var host = await RunningHost.StartAsync(typeof(HttpFunctions), typeof(ThrowingFunction), typeof(LevelFunctions));

        using var response = await host.Client.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
        AssertHeaders(response);
    }

    [Fact]
    public async Task A_refused_caller_from_elsewhere_gets_them()
    {
        await using var host = await RunningHost.StartAsync(new RunningHost.Setup
        {
            Functions = [typeof(HttpFunctions)],
            Settings = new(StringComparer.OrdinalIgnoreCase) { ["fb_app_secret"] = Migochat.LocalHost.Settings.SampleSettings.Values()["fb_app_secret"] },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/plain");
        request.Headers.Host = "shop.example";

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        AssertHeaders(response);
    }

    private static void AssertHeaders(HttpResponseMessage response)
    {
        foreach (var (name, value) in SecurityHeaders.All)
            Assert.Equal([value], response.Headers.TryGetValues(name, out var found) ? found : []);
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }
}
