using System.Net;

namespace Migochat.Tests.LocalHost;

public sealed class FunctionKeysTests
{
    public static TheoryData<string, string?, HttpStatusCode> Table { get; } = Rows();

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_level_wants_its_key_in_the_header(string function, string? key, HttpStatusCode status)
    {
        await using var host = await RunningHost.StartAsync(typeof(LevelFunctions));

        Assert.Equal(status, await host.StatusAsync($"/api/{function}", key));
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_level_wants_its_key_in_the_query(string function, string? key, HttpStatusCode status)
    {
        await using var host = await RunningHost.StartAsync(typeof(LevelFunctions));

        Assert.Equal(status, await host.StatusAsync($"/api/{function}?code={key}"));
    }

    [Fact]
    public async Task A_refusal_has_no_body()
    {
        await using var host = await RunningHost.StartAsync(typeof(LevelFunctions));

        using var response = await host.Client.GetAsync("/api/function?code=wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Keys_and_query_strings_are_not_logged()
    {
        await using var host = await RunningHost.StartAsync(typeof(LevelFunctions), typeof(FailingFunctions));

        await host.StatusAsync($"/api/function?code={RunningHost.DefaultKey}");
        await host.StatusAsync($"/api/throw?code={RunningHost.DefaultKey}");

        Assert.NotEmpty(host.Log.Errors);
        Assert.DoesNotContain(host.Log.All, line => line.Contains(RunningHost.DefaultKey, StringComparison.Ordinal));
    }

    private static TheoryData<string, string?, HttpStatusCode> Rows()
    {
        var rows = new TheoryData<string, string?, HttpStatusCode>();
        string?[] keys = [null, "", "wrong", RunningHost.DefaultKey, RunningHost.MasterKey];
        foreach (var (function, opening) in new[] { ("anonymous", 0), ("unsaid", 3), ("function", 3), ("system", 4), ("admin-only", 4) })
            for (var key = 0; key < keys.Length; key++)
                rows.Add(function, keys[key], key >= opening ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
        return rows;
    }
}
