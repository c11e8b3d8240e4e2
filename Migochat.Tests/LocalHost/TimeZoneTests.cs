namespace Migochat.Tests.LocalHost;

/// <summary>The program on a system without time zone data.</summary>
public sealed class TimeZoneTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Without_time_zone_data_it_says_so_in_one_line_and_does_not_start()
    {
        var environment = new Dictionary<string, string?>(Shop.Secrets, StringComparer.Ordinal) { ["TZDIR"] = _folder.Path };
        using var process = HostProcess.Start(_folder.Path, environment, "--urls=http://127.0.0.1:0");

        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Equal(
            "The system has no data of the time zone Africa/Cairo. Install its time zone data (the package tzdata on most Linux systems).",
            Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.DoesNotContain("Serving", await output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
