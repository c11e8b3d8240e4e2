using System.Diagnostics;
using System.Net;
using Migochat.LocalHost.Routing;

namespace Migochat.Tests.LocalHost;

/// <summary>The program itself, as a process in an empty _folder.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Help_prints_the_verbs()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.Contains("backup FILE", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Routes_prints_every_route_with_its_key_and_every_timer()
    {
        var (code, output, error) = await RunAsync("routes");

        Assert.Equal((0, ""), (code, error));
        var functions = FunctionCatalogue.From(FunctionCatalogue.AppTypes);
        Assert.Equal(functions.Http.Count + functions.Timers.Count, output.TrimEnd().Split('\n').Length);
        Assert.Matches("(?m)^GET +/api/leads +ListLeads +function key *$", output);
        Assert.Matches("(?m)^POST +/api/webhooks/{channel\\?} +ReceiveWebhook +no key *$", output);
        Assert.Matches("(?m)^timer +0 30 1 \\* \\* \\* +PurgeExpired *$", output);
    }

    [Fact]
    public async Task The_start_says_where_the_settings_and_the_keys_are_and_the_address_and_no_more()
    {
        if (OperatingSystem.IsWindows()) return;
        await RunAsync("migrate");
        _folder.Write("local.settings.json", """{"Values":{"FunctionKeys__default":"a","FunctionKeys__master":"b","admin_key":"c"}}""");
        using var process = Start("--urls=http://127.0.0.1:0");
        var lines = new List<string>();

        while (!lines.Exists(line => line.Contains("Serving ", StringComparison.Ordinal)))
            lines.Add((await process.StandardOutput.ReadLineAsync())!);
        HostProcess.Terminate(process);
        lines.AddRange((await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(3, lines.Count);
        Assert.Single(lines, line => line.Contains("local.settings.json", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("Keys are in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_the_fake_Graph_API_the_service_starts_and_stops_as_without()
    {
        if (OperatingSystem.IsWindows()) return;
        using var process = Start("--fake-graph", "--urls=http://127.0.0.1:0");

        var address = await HostProcess.ServingAsync(process);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(address, "/api/health"));
        HostProcess.Terminate(process);
        await process.WaitForExitAsync();

        Assert.Equal((HttpStatusCode.OK, 0), (answer.StatusCode, process.ExitCode));
    }

    [Theory]
    [InlineData("There is no verb migrat. Did you mean migrate?", "migrat")]
    [InlineData("routes takes nothing else.", "routes", "now")]
    [InlineData("now is neither an option nor a value of one.", "migrate", "now")]
    [InlineData("backup wants the FILE to write to.", "backup")]
    [InlineData("backup wants the FILE to write to.", "backup", "--urls")]
    [InlineData("There is no option --url. Did you mean --urls?", "--url", "http://127.0.0.1:0")]
    [InlineData("There is no option --retention_day. Did you mean --retention_days?", "migrate", "--retention_day=30")]
    [InlineData("There is no option --connectionstring. Did you mean --ConnectionStrings:Migochat?", "backup", "copy.db", "--connectionstring", "x")]
    [InlineData("The option --urls wants a value.", "--urls")]
    public async Task What_is_not_understood_is_named_before_the_usage_and_exits_2(string fault, params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"{fault}\n\nUsage:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_makes_the_database_and_no_keys_and_says_so()
    {
        var (code, output, error) = await RunAsync("migrate");
        var (_, again, _) = await RunAsync("migrate");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains($"Created the database {_folder.File("data/migochat.db")}", output, StringComparison.Ordinal);
        Assert.Equal($"{_folder.File("data/migochat.db")} is up to date; nothing was changed.\n", again);
        Assert.True(File.Exists(_folder.File("data/migochat.db")));
        Assert.False(File.Exists(_folder.File("data/migochat.keys.json")));
    }

    [Fact]
    public async Task Backup_copies_the_database()
    {
        await RunAsync("migrate");

        var (code, output, error) = await RunAsync("backup", "copy.db");

        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"^Copied .+/data/migochat\.db to .+/copy\.db \(\d+ bytes\)\.\n$", output);
        Assert.Equal("SQLite format 3"u8, File.ReadAllBytes(_folder.File("copy.db")).AsSpan(0, 15));
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("--urls=http://127.0.0.1:0")]
    public async Task A_file_that_is_no_database_is_told_in_one_line(string arg)
    {
        _folder.Write("data/migochat.db", "a shopping list, and nothing that SQLite knows");

        var (code, output, error) = await RunAsync(arg);

        Assert.Equal(1, code);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_serves_until_SIGTERM_and_exits_0()
    {
        if (OperatingSystem.IsWindows()) return;
        using var process = Start("--urls=http://127.0.0.1:0");

        var address = await HostProcess.ServingAsync(process);
        using var client = new HttpClient();
        var status = (await client.GetAsync(new Uri(address, "/nowhere"))).StatusCode;
        HostProcess.Terminate(process);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var process = Start(args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return (process.ExitCode, await output, await error);
    }

    private Process Start(params string[] args) => HostProcess.Start(_folder.Path, args);
}
