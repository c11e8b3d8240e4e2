using Microsoft.Azure.Functions.Worker;
using Migochat.LocalHost.Routing;
using Migochat.LocalHost.Settings;
using Migochat.Settings;

namespace Migochat.Tests;

/// <summary>README, docs/functions.md, docs/settings.md and the samples say what the code does.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_routes_and_timers_are_those_of_the_functions()
    {
        var functions = FunctionCatalogue.From(FunctionCatalogue.AppTypes);
        var http = functions.Http.Select(function =>
            $"{function.Name} {string.Join(", ", function.Methods).ToUpperInvariant()} /api/{function.Route} {KeyOf(function)}");
        var timers = functions.Timers.Select(function => $"{function.Name} {function.Trigger.Schedule} ");

        var written = Rows("docs/functions.md", "Routes and timers").Where(row => row[0].StartsWith('`')).Select(row => $"{Code(row[0])} {Code(row[1])} {row[2].Split(',')[0]}");

        Assert.Equal(http.Concat(timers).Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_settings_are_those_of_the_catalogue()
    {
        var known = SettingCatalogue.All.Select(setting =>
            $"{setting.Key} | {setting.Category} | {(setting.IsSensitive ? "yes" : "")} | {setting.Default} | {setting.Description}");

        var written = Rows("docs/settings.md", "Every setting").Select(row => $"{Code(row[0])} | {row[1]} | {row[2]} | {Code(row[3])} | {row[4]}");

        Assert.Equal(known, written);
    }

    [Fact]
    public void The_delivery_among_the_requests_is_signed_by_the_samples_secret()
    {
        var lines = Repository.Read("samples/requests.http").Split('\n');
        var header = Array.FindIndex(lines, line => line.StartsWith("X-Hub-Signature-256: ", StringComparison.Ordinal));
        var secret = SampleSettings.Values()["fb_app_secret"]!;

        Assert.Equal($"X-Hub-Signature-256: {Shop.Sign(lines[header + 2], secret)}", lines[header]);
    }

    private static string KeyOf(HttpFunction function) =>
        function.Level == AuthorizationLevel.Anonymous ? "none" : function.Level.ToString().ToLowerInvariant();

    private static IEnumerable<string[]> Rows(string file, string heading) => Repository.Table(file, $"## {heading}");

    private static string Code(string cell) => cell.Trim('`');
}
