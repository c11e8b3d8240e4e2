using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Migochat.Scoring;
using Migochat.Settings;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Scoring;

public sealed class RescoreNudgeTests
{
    [Fact]
    public async Task It_outlives_whatever_goes_wrong()
    {
        var time = new FakeTimeProvider();
        using var log = new LogLines();
        using var loggers = new LoggerFactory([log]);
        // A rescorer that is not there fails with no error of the database's.
        using var nudge = new RescoreNudge(null!, new SettingEditor(null!, null!, null!, time), time, loggers.CreateLogger<RescoreNudge>());
        await nudge.StartAsync(CancellationToken.None);

        for (var told = 1; told <= 2; told++)
        {
            nudge.Nudge();
            while (log.All.Count < told)
            {
                time.Advance(NudgedService.Pause);
                await Task.Yield();
            }
        }

        Assert.False(nudge.ExecuteTask!.IsCompleted);
        await nudge.StopAsync(CancellationToken.None);
    }
}
