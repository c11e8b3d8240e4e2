using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Migochat.LocalHost.Keys;

namespace Migochat.Tests.LocalHost;

public sealed class KeySetupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private KeyFile File => KeyFile.Beside(_folder.File("data/migochat.db"));

    [Fact]
    public void Missing_keys_are_made_and_printed_once_and_kept()
    {
        var (first, firstOutput) = Complete();
        var (second, secondOutput) = Complete();

        foreach (var name in (string[])["FunctionKeys:default", "FunctionKeys:master", "admin_key"])
        {
            Assert.Equal(43, first[name]!.Length);
            Assert.Equal(first[name], second[name]);
            Assert.Contains(first[name]!, firstOutput, StringComparison.Ordinal);
            Assert.DoesNotContain(first[name]!, secondOutput, StringComparison.Ordinal);
        }

        Assert.Contains(File.Path, secondOutput, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_that_is_no_terminal_says_only_where_the_new_keys_are()
    {
        var (configuration, output) = Complete(isTerminal: false);

        Assert.Contains(File.Path, output, StringComparison.Ordinal);
        foreach (var name in (string[])["FunctionKeys:default", "FunctionKeys:master", "admin_key"])
            Assert.DoesNotContain(configuration[name]!, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_their_owner_can_read_the_keys()
    {
        if (OperatingSystem.IsWindows()) return;

        Complete();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File.Path));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            System.IO.File.GetUnixFileMode(_folder.File("data")));
        Assert.Equal([File.Path], Directory.GetFiles(_folder.File("data")));
    }

    [Fact]
    public void A_configured_key_is_neither_replaced_nor_written()
    {
        var (configuration, output) = Complete(("FunctionKeys:master", "configured"), ("admin_key", " "));

        Assert.Equal("configured", configuration["FunctionKeys:master"]);
        Assert.Equal(["admin_key", "default"], File.Read().Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(File.Read()["admin_key"], configuration["admin_key"]);
        Assert.DoesNotContain("master", output, StringComparison.Ordinal);
    }

    [Fact]
    public void With_all_keys_configured_there_is_no_file()
    {
        Complete(("FunctionKeys:master", "a"), ("FunctionKeys:default", "b"), ("admin_key", "c"));

        Assert.False(System.IO.File.Exists(File.Path));
    }

    [Fact]
    public void A_key_that_came_to_be_missing_is_added_and_the_others_stay()
    {
        Complete(("admin_key", "configured at first"));
        var before = File.Read();

        var (configuration, _) = Complete();

        Assert.Equal(before["master"], configuration["FunctionKeys:master"]);
        Assert.Equal(43, configuration["admin_key"]!.Length);
    }

    [Fact]
    public void A_file_of_something_else_is_left_alone_and_named()
    {
        _folder.Write("data/migochat.keys.json", "not json");

        var refusal = Assert.Throws<InvalidOperationException>(() => Complete());

        Assert.Contains(File.Path, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("not json", System.IO.File.ReadAllText(File.Path));
    }

    [Fact]
    public async Task A_host_without_configured_keys_opens_with_those_it_made()
    {
        await using var host = await RunningHost.StartAsync(new RunningHost.Setup
        {
            Functions = [typeof(LevelFunctions)],
            Settings = new(StringComparer.OrdinalIgnoreCase) { ["FunctionKeys:default"] = "", ["FunctionKeys:master"] = null, ["admin_key"] = "" },
        });
        var configuration = host.Services.GetRequiredService<IConfiguration>();

        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync("/api/function", configuration["FunctionKeys:default"]));
        Assert.Equal(HttpStatusCode.OK, await host.StatusAsync("/api/admin-only", configuration["FunctionKeys:master"]));
        Assert.Equal(HttpStatusCode.Unauthorized, await host.StatusAsync("/api/function", ""));
        Assert.Equal(43, configuration["admin_key"]!.Length);
    }

    public void Dispose() => _folder.Dispose();

    private (ConfigurationManager Configuration, string Output) Complete(params (string Name, string Value)[] settings) => Complete(isTerminal: true, settings);

    private (ConfigurationManager Configuration, string Output) Complete(bool isTerminal, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value, StringComparer.Ordinal));
        var output = new StringWriter();
        new KeySetup(configuration, output, isTerminal).Complete(File);
        return (configuration, output.ToString());
    }
}
