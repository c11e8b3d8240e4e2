using System.Text.Json;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class GuardedReadingTests
{
    [Fact]
    public void A_reader_that_throws_leaves_one_unrecognised_item_and_its_neighbours()
    {
        using var document = JsonDocument.Parse("""{"object":"page"}""");
        var origin = EventOrigin.Envelope(document.RootElement);
        List<WebhookEvent> events = [new Notice(origin, "before")];

        GuardedReading.Read(() => origin, events, () =>
        {
            events.Add(new Notice(origin, "half read"));
            throw new InvalidOperationException("planted");
        });
        GuardedReading.Read(() => origin, events, () => events.Add(new Notice(origin, "after")));

        var failed = Assert.IsType<Unrecognised>(events[1]);
        Assert.StartsWith("InvalidOperationException", failed.Fault, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", failed.Fault, StringComparison.Ordinal);
        events[1] = failed with { Fault = null };
        Assert.Equal(
            [new Notice(origin, "before"), new Unrecognised(origin, "a reader that failed: InvalidOperationException"), new Notice(origin, "after")],
            events);
    }
}
