using Microsoft.Extensions.Hosting;
using Migochat.Data;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class IntakeStopTests
{
    [Fact]
    public async Task The_intakes_connection_stays_open_for_the_writer_that_holds_the_lock()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json());
        var intake = shop.Service<IEnumerable<IHostedService>>().OfType<IntakeWriter>().Single();

        Task stopped;
        using (await shop.Service<WriteLock>().EnterAsync(CancellationToken.None))
        {
            var connection = shop.Service<SharedWriter>().Open();
            stopped = intake.StopAsync(CancellationToken.None);
            for (var i = 0; i < 200_000; i++)
            {
                Assert.False(stopped.IsCompleted);
                await Task.Yield();
            }

            Assert.Equal(1L, Convert.ToInt64(connection.Scalar("SELECT count(*) FROM messages"), System.Globalization.CultureInfo.InvariantCulture));
        }

        await stopped;
    }
}
