using System.Data.Common;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Migochat.Data;
using Migochat.LocalHost.Settings;
using Migochat.Settings;

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
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 tunnel")]
    public async Task With_the_samples_secrets_callers_from_elsewhere_are_refused(string header, string value)
    {
        await using var host = await StartAsync("fb_app_secret", SampleSecret);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/plain");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        await JsonAssert.IsProblemAsync(response, "its own machine");
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

    [Fact]
    public async Task The_samples_secrets_in_an_environment_variable_count()
    {
        using var folder = new TemporaryFolder();
        using var process = HostProcess.Start(
            folder.Path, new Dictionary<string, string?>(StringComparer.Ordinal) { ["whatsapp_verify_token"] = SampleSettings.Values()["fb_verify_token"] }, "--urls=http://0.0.0.0:0");

        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Contains("only loopback addresses are served, not 0.0.0.0:0", error, StringComparison.Ordinal);
        Assert.Equal(1, process.ExitCode);
    }

    [Fact]
    public async Task The_samples_secrets_in_the_database_count_when_a_host_starts()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["ConnectionStrings:Migochat"] = $"Data Source={folder.File("shop.db")}" };
        await using (await RunningHost.StartAsync(new RunningHost.Setup { Functions = [], Settings = settings }))
        {
            using var database = Database.Open(folder.File("shop.db"));
            Plant(database);
        }

        settings["urls"] = "http://0.0.0.0:0";

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningHost.StartAsync(new RunningHost.Setup { Functions = [], Settings = settings }));

        Assert.Contains("only loopback addresses are served", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_samples_secrets_in_the_database_count_as_soon_as_they_are_read()
    {
        await using var host = await StartAsync("fb_app_secret", "a-secret-of-our-own");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, "shop.example"));

        using (var database = host.OpenDatabase())
            Plant(database);
        await host.Services.GetRequiredService<SettingsReader>().RefreshAsync(CancellationToken.None);

        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(host, "shop.example"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host, "localhost"));
    }

    private static void Plant(DbConnection database) =>
        database.Run($"INSERT INTO app_settings (key, value, is_sensitive) VALUES ('instagram_app_secret', 'own,{SampleSecret}', TRUE)");

    private static async Task<HttpStatusCode> AskAsync(RunningHost host, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/plain");
        request.Headers.Host = name;
        using var response = await host.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static Task<RunningHost> StartAsync(string setting, string value, string url = "http://127.0.0.1:0") => RunningHost.StartAsync(
        new RunningHost.Setup { Functions = [typeof(HttpFunctions)], Settings = new(StringComparer.OrdinalIgnoreCase) { [setting] = value, ["urls"] = url } });
}
