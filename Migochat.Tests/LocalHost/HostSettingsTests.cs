using Microsoft.Extensions.Configuration;
using Migochat.LocalHost.Settings;

namespace Migochat.Tests.LocalHost;

public sealed class HostSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Without_anything_there_are_defaults()
    {
        var (settings, sentence) = Read();

        Assert.Equal("http://127.0.0.1:7071", settings["urls"]);
        Assert.Equal("Data Source=data/migochat.db", settings["ConnectionStrings:Migochat"]);
        Assert.Null(settings["fb_app_secret"]);
        Assert.Contains("no local.settings.json", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_gives_values_by_the_names_of_environment_variables()
    {
        _folder.Write("work/local.settings.json", """{ "IsEncrypted": false, "Values": { "ConnectionStrings__Migochat": "x", "fb_app_secret": "s", "flag": true, }, /* more */ }""");

        var (settings, _) = Read();

        Assert.Equal("x", settings["ConnectionStrings:Migochat"]);
        Assert.Equal("s", settings["fb_app_secret"]);
        Assert.Equal("True", settings["flag"]);
    }

    [Fact]
    public void An_environment_variable_wins_over_the_file_and_the_command_line_over_both()
    {
        const string Name = "MIGOCHAT_TESTS_PRECEDENCE";
        _folder.Write("work/local.settings.json", $$"""{ "Values": { "{{Name}}": "file", "{{Name}}_FILE": "file" } }""");
        Environment.SetEnvironmentVariable(Name, "environment");
        try
        {
            Assert.Equal("file", Read().Settings[$"{Name}_FILE"]);
            Assert.Equal("environment", Read().Settings[Name]);
            Assert.Equal("command line", Read(args: $"--{Name}=command line").Settings[Name]);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Name, value: null);
        }
    }

    [Theory]
    [InlineData("work/local.settings.json")]
    [InlineData("local.settings.json")]
    [InlineData("program/local.settings.json")]
    public void The_file_may_lie_here_or_above_as_far_as_host_json_or_beside_the_program(string place)
    {
        _folder.Write("host.json", "{}");
        _folder.Write(place, """{ "Values": { "found": "yes" } }""");

        Assert.Equal("yes", Read().Settings["found"]);
    }

    [Fact]
    public void A_file_above_host_json_is_not_ours()
    {
        _folder.Write("work/host.json", "{}");
        _folder.Write("local.settings.json", """{ "Values": { "found": "yes" } }""");

        Assert.Null(Read().Settings["found"]);
    }

    [Fact]
    public void Only_Development_without_a_file_uses_the_sample_and_says_so()
    {
        var (sample, sentence) = Read(development: true);
        _folder.Write("work/local.settings.json", """{ "Values": { } }""");
        var (own, _) = Read(development: true);

        Assert.Equal(SampleSettings.Values()["fb_app_secret"], sample["fb_app_secret"]);
        Assert.Contains("Sample secrets: this machine only", sentence, StringComparison.Ordinal);
        Assert.Null(own["fb_app_secret"]);
    }

    [Theory]
    [InlineData("not json", "is not JSON")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("""{ "IsEncrypted": true, "Values": { "a": "b" } }""", "is encrypted")]
    public void A_file_that_can_not_be_read_stops_the_start(string text, string reason)
    {
        var file = _folder.Write("work/local.settings.json", text);

        var refusal = Assert.Throws<InvalidOperationException>(() => Read());

        Assert.Contains($"{file} {reason}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_https_address_is_refused()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Read(args: "--urls=https://127.0.0.1:7071"));

        Assert.Contains("plain HTTP", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--environment=Staging", "Staging")]
    [InlineData("--other=1", "Production")]
    public void The_environment_is_Production_unless_said(string arg, string environment) =>
        Assert.Equal(environment, HostSettings.EnvironmentName([arg]));

    public void Dispose() => _folder.Dispose();

    private (ConfigurationManager Settings, string Sentence) Read(bool development = false, params string[] args)
    {
        var work = Directory.CreateDirectory(_folder.File("work")).FullName;
        var configuration = new ConfigurationManager();
        var sentence = HostSettings.AddTo(configuration, args, new SettingsFolders(work, _folder.File("program")), development);
        return (configuration, sentence);
    }
}
