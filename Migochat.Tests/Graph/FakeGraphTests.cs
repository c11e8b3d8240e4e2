using Microsoft.Extensions.Time.Testing;
using Migochat.Data;
using Migochat.Graph;
using Migochat.LocalHost.FakeMeta;

namespace Migochat.Tests.Graph;

/// <summary>The fake behaves as Meta does: what it took is echoed, delivered and read, and its faults are those that were planned.</summary>
public sealed class FakeGraphTests
{
    private static readonly GraphSend OnMessenger = new(Platform.Facebook, GraphShop.Page, "6543210987654321", new SendText("أهلا"));
    private static readonly GraphSend OnInstagram = new(Platform.Instagram, GraphShop.Instagram, "1789456123004567", new SendText("أهلا"));
    private static readonly GraphSend OnWhatsApp = new(Platform.WhatsApp, GraphShop.Number, "201001112223", new SendText("أهلا"));

    public static TheoryData<string> Platforms => [.. Platform.All];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_send_is_announced_until_it_is_read(string platform)
    {
        await using var shop = await GraphShop.OpenAsync();
        await WriteAsync(shop, platform);

        var accepted = Assert.IsType<Accepted>(await SendAsync(shop, Send(platform)));
        await shop.Graph.Webhooks.IdleAsync();

        Assert.Equal((0L, 1L), (shop.Graph.Webhooks.Undelivered, shop.Graph.Calls.Sends));
        var message = shop.Shop.Read(context => context.Messages.SingleOrDefault(row => row.FacebookMessageId == accepted.MessageId));
        // WhatsApp sends no echo: the status alone makes no message.
        Assert.Equal(platform == Platform.WhatsApp ? null : MessageStatus.Read, message?.Status);
        Assert.Equal(0, shop.Shop.Count("dead_letters"));
    }

    [Fact]
    public async Task A_connection_that_is_cut_leaves_the_send_taken_or_not()
    {
        await using var shop = await GraphShop.OpenAsync();
        shop.Graph.Faults.NextSend(FakeFault.Cut(isTaken: false));
        shop.Graph.Faults.NextSend(FakeFault.Cut(isTaken: true));

        Assert.IsType<Unknown>(await SendAsync(shop, OnMessenger));
        Assert.Empty(shop.Graph.Sends);
        Assert.IsType<Unknown>(await SendAsync(shop, OnMessenger));
        Assert.Single(shop.Graph.Sends);
        Assert.Equal(2, shop.Graph.Calls.Sends);
    }

    [Fact]
    public async Task An_echo_can_come_before_the_answer_and_twice()
    {
        await using var shop = await GraphShop.OpenAsync();
        shop.Graph.Webhooks.IsHolding = true;
        shop.Graph.Faults.NextSend(FakeFault.EchoFirst());
        shop.Graph.Faults.NextSend(FakeFault.EchoTwice());

        var first = Assert.IsType<Accepted>(await SendAsync(shop, OnMessenger));
        Assert.Equal(first.MessageId, shop.Shop.Read(context => context.Messages.Single().FacebookMessageId));
        await shop.Graph.Webhooks.IdleAsync();
        Assert.Equal(2, shop.Graph.Webhooks.Held.Count);

        await SendAsync(shop, OnMessenger);
        await shop.Graph.Webhooks.IdleAsync();
        foreach (var held in shop.Graph.Webhooks.Held)
            await shop.Graph.Webhooks.PostAsync(held);
        Assert.Equal((8, 2L), (shop.Graph.Webhooks.Held.Count, shop.Shop.Count("messages")));
    }

    [Fact]
    public async Task Planned_refusals_are_read_as_Metas()
    {
        await using var shop = await GraphShop.OpenAsync();
        (GraphSend Send, FakeFault Fault, GraphErrorKind Kind)[] table =
        [
            (OnMessenger, FakeFault.Refusal(4), GraphErrorKind.RateLimited),
            (OnMessenger, FakeFault.Refusal(613), GraphErrorKind.RateLimited),
            (OnMessenger, FakeFault.Limit(80006, GraphShop.Page, 1), GraphErrorKind.RateLimited),
            (OnInstagram, FakeFault.RetryAfter(5), GraphErrorKind.RateLimited),
            (OnWhatsApp, FakeFault.Refusal(130429, status: 429), GraphErrorKind.RateLimited),
            (OnWhatsApp, FakeFault.Refusal(131056), GraphErrorKind.RateLimited),
            (OnWhatsApp, FakeFault.WindowClosed(isWhatsApp: true), GraphErrorKind.WindowClosed),
            (OnInstagram, FakeFault.WindowClosed(isWhatsApp: false), GraphErrorKind.WindowClosed),
            (OnMessenger, FakeFault.TokenExpired(), GraphErrorKind.TokenInvalid),
        ];

        foreach (var (send, fault, kind) in table)
        {
            shop.Graph.Faults.NextSend(fault);
            Assert.Equal(kind, Assert.IsType<Refused>(await SendAsync(shop, send)).Error.Kind);
            shop.Shop.Time.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal((table.Length, 0), ((int)shop.Graph.Calls.Sends, shop.Graph.Sends.Count));
    }

    [Fact]
    public async Task A_slow_answer_still_counts_and_a_silent_server_leaves_it_open()
    {
        await using var shop = await GraphShop.OpenAsync();
        // The fake's own clock: the client's stands, so that its time limit is not reached.
        var clock = new FakeTimeProvider(shop.Shop.Time.GetUtcNow());
        shop.Graph.Time = clock;
        shop.Graph.Faults.NextSend(FakeFault.Slow(TimeSpan.FromSeconds(5)));
        var sending = SendAsync(shop, OnMessenger);
        while (!sending.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.IsType<Accepted>(await sending);
        shop.Graph.Faults.NextSend(FakeFault.Silent(500, isTaken: true));
        Assert.IsType<Unknown>(await SendAsync(shop, OnMessenger));
        Assert.Equal(2, shop.Graph.Sends.Count);
    }

    [Fact]
    public async Task Too_long_a_text_and_an_expired_token_are_refused()
    {
        await using var shop = await GraphShop.OpenAsync();
        shop.Graph.ExpiredTokens["fake-whatsapp-token"] = true;

        var tooLong = Assert.IsType<Refused>(await SendAsync(shop, OnInstagram with { Content = new SendText(new string('س', 501)) }));
        var expired = Assert.IsType<Refused>(await SendAsync(shop, OnWhatsApp));

        Assert.Equal((GraphErrorKind.Malformed, GraphErrorKind.TokenInvalid), (tooLong.Error.Kind, expired.Error.Kind));
    }

    [Fact]
    public async Task A_comment_is_answered_in_public_and_in_private()
    {
        await using var shop = await GraphShop.OpenAsync();

        var open = Assert.IsType<Accepted>(await SendAsync(shop, new(Platform.Facebook, GraphShop.Page, null, new SendCommentReply("1220394857610293_184", "٢٥٠ جنيه", IsPrivate: false))));
        var secret = Assert.IsType<Accepted>(await SendAsync(shop, new(Platform.Facebook, GraphShop.Page, null, new SendCommentReply("1220394857610293_184", "٢٥٠ جنيه", IsPrivate: true))));

        Assert.Null(open.RecipientId);
        Assert.NotNull(secret.RecipientId);
    }

    private static GraphSend Send(string platform) => platform switch
    {
        Platform.WhatsApp => OnWhatsApp,
        Platform.Instagram => OnInstagram,
        _ => OnMessenger,
    };

    /// <summary>The person writes first, as Meta wants it.</summary>
    private static async Task WriteAsync(GraphShop shop, string platform)
    {
        var channel = platform == Platform.Facebook ? "messenger" : platform;
        var body = Repository.Read($"Migochat.Tests/Payloads/{channel}/text-arabic.json");
        Assert.Equal(System.Net.HttpStatusCode.OK, await shop.Shop.SendAsync(body));
    }

    private static Task<SendResult> SendAsync(GraphShop shop, GraphSend send) => shop.Shop.Service<GraphClient>().SendAsync(send, CancellationToken.None);
}
