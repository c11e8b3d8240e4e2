using System.Net;
using Microsoft.Extensions.Configuration;
using Migochat.Access;
using Migochat.Settings;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Access;

/// <summary>docs/security.md says who may call what; this holds every route to it, and a new route to being in it.</summary>
public sealed class RouteAccessTests
{
    private static readonly string[] Keyed = ["nothing", "function key", "function and admin key"];
    private static readonly string[] Unkeyed = ["verify token", "signature", "signed request"];

    public static TheoryData<string> Sent { get; } = [.. Table().Select(row => row[0])];

    [Fact]
    public void Every_route_is_classified()
    {
        Assert.Equal(Routes.All.Select(function => function.Name), Routes.Classified.Keys.Order(StringComparer.Ordinal));
        Assert.All(Routes.Classified.Values, row => Assert.Contains(row.Wants, Keyed.Concat(Unkeyed)));
        Assert.All(Routes.Classified.Values, row => Assert.Contains(row.Shows, (string[])["nothing", "masked", "files", "people"]));
    }

    [Theory]
    [MemberData(nameof(Sent))]
    public async Task Keys_open_what_the_table_says_and_nothing_else(string sent)
    {
        var expected = Table().Single(row => row[0] == sent)[1..];
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var keys = await KeysAsync(shop, sent);
        var found = new List<string>();

        foreach (var function in Routes.All.Where(function => Keyed.Contains(Routes.Classified[function.Name].Wants)))
            foreach (var method in function.Methods)
                found.Add($"{method} {function.Route}: {await AskAsync(shop, new HttpMethod(method), Routes.PathOf(function), keys)}");

        Assert.Equal(
            Routes.All.Where(function => Keyed.Contains(Routes.Classified[function.Name].Wants)).SelectMany(function => function.Methods.Select(method =>
                $"{method} {function.Route}: {expected[Array.IndexOf(Keyed, Routes.Classified[function.Name].Wants)]}")),
            found);
        Assert.Equal(expected[^1], await AskAsync(shop, HttpMethod.Post, "/admin/functions/nobody", keys));
    }

    [Theory]
    [MemberData(nameof(Sent))]
    public async Task No_key_replaces_a_signature_or_a_token(string sent)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var keys = await KeysAsync(shop, sent);

        foreach (var function in Routes.All.Where(function => Unkeyed.Contains(Routes.Classified[function.Name].Wants)))
        {
            foreach (var method in function.Methods)
            {
                var path = $"{Routes.PathOf(function)}?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1";
                var without = await SendAsync(shop, new HttpMethod(method), path, (null, null));
                Assert.InRange((int)without, 400, 403);
                Assert.Equal(without, await SendAsync(shop, new HttpMethod(method), path, keys));
            }
        }
    }

    private static IEnumerable<string[]> Table() => Repository.Table("docs/security.md", "### Who gets in");

    private static async Task<(string? Function, string? Admin)> KeysAsync(Shop shop, string sent)
    {
        if (sent.EndsWith("while none is configured", StringComparison.Ordinal))
        {
            shop.Service<IConfiguration>()["admin_key"] = "";
            await shop.Service<SettingsReader>().RefreshAsync(CancellationToken.None);
        }

        return sent.Split(',')[0] switch
        {
            "nothing" => (null, null),
            "a wrong function key" => (RunningHost.DefaultKey + "x", null),
            "an admin key alone" => (null, Shop.AdminKey),
            "the function key" => (RunningHost.DefaultKey, null),
            "the function key and a wrong admin key" => (RunningHost.DefaultKey, Shop.AdminKey + "x"),
            "the function key and an admin key" => (RunningHost.DefaultKey, Shop.AdminKey),
            "the master key" => (RunningHost.MasterKey, null),
            "the master key and an admin key" => (RunningHost.MasterKey, Shop.AdminKey),
            var other => throw new ArgumentException($"The table has a row for {other}, the test not.", nameof(sent)),
        };
    }

    /// <returns><c>in</c> where the request got past the keys, whatever came of it; else the status.</returns>
    private static async Task<string> AskAsync(Shop shop, HttpMethod method, string path, (string? Function, string? Admin) keys) =>
        await SendAsync(shop, method, path, keys) is var status and (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests) ? $"{(int)status}" : "in";

    private static async Task<HttpStatusCode> SendAsync(Shop shop, HttpMethod method, string path, (string? Function, string? Admin) keys)
    {
        // So that the limit on failures, which has tests of its own, stays out of it.
        shop.Time.Advance(FailureLimit.Window);
        using var request = new HttpRequestMessage(method, path);
        if (keys.Function is not null)
            request.Headers.Add("x-functions-key", keys.Function);
        if (keys.Admin is not null)
            request.Headers.Add("X-Admin-Key", keys.Admin);
        using var response = await shop.Client.SendAsync(request);
        // What a function does not find it says; an empty 404 would be the host's, for a path that is no route.
        if (response.StatusCode == HttpStatusCode.NotFound && path.StartsWith("/api", StringComparison.Ordinal))
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        return response.StatusCode;
    }
}
