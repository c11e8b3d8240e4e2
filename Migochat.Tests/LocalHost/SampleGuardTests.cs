using System.Net;
using Migochat.LocalHost.Settings;

namespace Migochat.Tests.LocalHost;

public sealed class SampleGuardTests
{
    private static readonly string SampleSecret = SampleSettings.Values()["fb_app_secret"]!;

    [Theory]
    [InlineData("Host", "shop.example")]
    [InlineData("Host", "192.168.1.7:7071")]
    [InlineData("Host", "localhost.example")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    public async Task With_the_samples_secrets_callers_from_elsewhere_are_refused(string header, string value)
    {
        await using var host = await StartAsync("fb_app_secret", SampleSecret);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/plain");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("its own machine", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost:80")]
    [InlineData("[::1]:7071")]
    public async Task With_the_samples_secrets_callers_on_the_machine_are_served(string name)
    {
        await using var host = await StartAsync("fb_app_secret", SampleSecret);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/plain");
        request.Headers.Host = name;

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task With_secrets_of_ones_own_everybody_is_served()
    {
        await using var host = await StartAsync("fb_app_secret", "a-secret-of-our-own");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/plain");
        request.Headers.Host = "shop.example";
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("fb_app_secret", "{0}")]
    [InlineData("whatsapp_app_secret", "new-secret, {0}")]
    public async Task With_the_samples_secrets_anywhere_only_loopback_is_bound(string setting, string value)
    {
        var secret = string.Format(null, value, SampleSecret);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(setting, secret, "http://0.0.0.0:0"));

        Assert.Contains("only loopback addresses are served, not 0.0.0.0:0", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<RunningHost> StartAsync(string setting, string value, string url = "http://127.0.0.1:0") => RunningHost.StartAsync(
        new RunningHost.Setup { Functions = [typeof(HttpFunctions)], Settings = new(StringComparer.OrdinalIgnoreCase) { [setting] = value, ["urls"] = url } });
}
