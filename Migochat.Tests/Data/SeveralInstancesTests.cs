using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Migochat.Data;
using Migochat.Functions.Timers;
using Migochat.Health;
using Migochat.Settings;
using Migochat.Tests.Settings;

namespace Migochat.Tests.Data;

/// <summary>Two instances on one PostgreSQL database.</summary>
public sealed class SeveralInstancesTests
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public void A_task_is_claimed_by_one_instance_until_it_gives_the_claim_back()
    {
        using var database = new TestDatabase();
        using var other = new PostgresEngine(database.Configuration, NullLoggerFactory.Instance);

        using (var claim = database.Engine.TryClaim("one"))
        {
            Assert.NotNull(claim);
            Assert.Null(other.TryClaim("one"));
            using var another = other.TryClaim("another");
            Assert.NotNull(another);
        }

        // The server ends the session soon after the connection was closed.
        var free = other.TryClaim("one");
        for (var i = 0; i < 1000 && free is null; i++)
            free = other.TryClaim("one");
        Assert.NotNull(free);
        free.Dispose();
    }

    [PostgresFact]
    public async Task A_timer_that_runs_on_another_instance_is_left_out()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json());
        await using var other = await shop.OpenAnotherAsync();
        var timer = ActivatorUtilities.CreateInstance<RescoreLeads>(other.Service<IServiceProvider>());

        using (shop.Service<IDatabaseEngine>().TryClaim(nameof(RescoreLeads)))
            await timer.Run(new TimerInfo(), CancellationToken.None);

        Assert.Null(other.Service<TimerRuns>().Last[nameof(RescoreLeads)]);
        Assert.Single(other.Log.All, line => line == "Information: RescoreLeads is running on another instance");
        Assert.Null(shop.Read(context => context.Users.Single().CustomerLabel));
    }

    [PostgresFact]
    public async Task A_changed_setting_reaches_the_other_instance_within_half_a_minute()
    {
        await using var shop = await Shop.OpenAsync();
        await using var other = await shop.OpenAnotherAsync(withTimers: true);
        var before = (await other.Service<SettingsReader>().CurrentAsync(CancellationToken.None)).Value(SettingKeys.LeadWarmThreshold);

        await shop.PutAsync(SettingKeys.LeadWarmThreshold, "35");
        var started = other.Time.GetUtcNow();
        while (other.Service<SettingsReader>().Latest!.Value(SettingKeys.LeadWarmThreshold) != "35" && other.Time.GetUtcNow() - started < 2 * RefreshEvery)
        {
            other.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.Equal("40", before);
        Assert.Equal("35", other.Service<SettingsReader>().Latest!.Value(SettingKeys.LeadWarmThreshold));
    }
}
