using System.Net;
using System.Net.Sockets;
using System.Text;

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

    [Theory]
    [InlineData("/api/function", "x-functions-key: a-default-key\r\nx-functions-key: wrong", 200)]
    [InlineData("/api/function", "x-functions-key: wrong\r\nx-functions-key: a-default-key", 401)]
    [InlineData("/api/function?code=wrong", "x-functions-key: a-default-key", 200)]
    [InlineData("/api/function?code=a-default-key", "x-functions-key: wrong", 401)]
    [InlineData("/api/function?code=a-default-key", "x-functions-key:", 401)]
    [InlineData("/api/function?code=a-default-key&code=wrong", "Accept: */*", 200)]
    [InlineData("/api/function?code=wrong&code=a-default-key", "Accept: */*", 401)]
    [InlineData("/api/function?CODE=a-default-key", "Accept: */*", 200)]
    [InlineData("/api/function", "X-FUNCTIONS-KEY: a-default-key", 200)]
    [InlineData("/api/function", "x-functions-key: A-Default-Key", 401)]
    [InlineData("/api/function?code=a-default-key%20", "Accept: */*", 401)]
    public async Task The_header_goes_before_the_query_and_the_first_of_several_counts(string path, string header, int status)
    {
        await using var host = await RunningHost.StartAsync(typeof(LevelFunctions));
        using var socket = new TcpClient("127.0.0.1", host.Client.BaseAddress!.Port);

        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{header}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(socket.GetStream());

        Assert.StartsWith($"HTTP/1.1 {status} ", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_a_problem_with_the_remedy()
    {
        await using var host = await RunningHost.StartAsync(typeof(LevelFunctions));

        using var response = await host.Client.GetAsync("/api/function?code=wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        await JsonAssert.IsProblemAsync(response, "x-functions-key");
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
