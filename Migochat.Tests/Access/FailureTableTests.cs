using Migochat.Access;

namespace Migochat.Tests.Access;

public sealed class FailureTableTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_window_opens_with_the_first_failure_and_is_over_a_minute_later()
    {
        var table = new FailureTable(64, Minute);

        Assert.Equal((1, Minute), table.Add(7, TimeSpan.FromSeconds(100)));
        Assert.Equal((2, TimeSpan.FromSeconds(1)), table.Add(7, TimeSpan.FromSeconds(159)));
        Assert.Equal((1, Minute), table.Add(7, TimeSpan.FromSeconds(160)));
    }

    [Fact]
    public void Clients_are_counted_apart_and_the_one_without_an_address_is_one_of_them()
    {
        var table = new FailureTable(64, Minute);

        foreach (var client in (UInt128[])[0, 1, UInt128.MaxValue])
            for (var n = 1; n <= 3; n++)
                Assert.Equal(n, table.Add(client, TimeSpan.Zero).Failures);
    }

    [Fact]
    public async Task Failures_from_many_threads_are_counted_exactly()
    {
        const int Threads = 8;
        const int Each = 20_000;
        const int Clients = 5;
        var table = new FailureTable(1024, Minute);
        var highest = new int[Threads, Clients];

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var n = 0; n < Each; n++)
                highest[thread, n % Clients] = table.Add((UInt128)(uint)(n % Clients), TimeSpan.Zero).Failures;
        })));

        for (var client = 0; client < Clients; client++)
            Assert.Equal(Threads * Each / Clients, Enumerable.Range(0, Threads).Max(thread => highest[thread, client]));
    }

    [Fact]
    public void A_million_clients_take_no_more_room_and_push_out_nobody_who_fails_more()
    {
        var table = new FailureTable(1024, Minute);
        var stubborn = UInt128.MaxValue;
        for (var n = 0; n < 11; n++)
            table.Add(stubborn, TimeSpan.Zero);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var client = 0u; client < 1_000_000; client++)
            table.Add(client, TimeSpan.FromSeconds(1));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1024, table.Capacity);
        Assert.Equal(12, table.Add(stubborn, TimeSpan.FromSeconds(2)).Failures);
    }

    [Fact]
    public void Whose_window_is_over_makes_room_first()
    {
        var table = new FailureTable(8, Minute);
        for (var client = 0u; client < 8; client++)
            for (var n = 0; n < 5; n++)
                table.Add(client, client == 3 ? TimeSpan.Zero : TimeSpan.FromSeconds(59));

        table.Add(99, TimeSpan.FromSeconds(60));

        Assert.Equal(2, table.Add(99, TimeSpan.FromSeconds(60)).Failures);
        for (var client = 0u; client < 8; client++)
            if (client != 3)
                Assert.Equal(6, table.Add(client, TimeSpan.FromSeconds(60)).Failures);
    }
}
