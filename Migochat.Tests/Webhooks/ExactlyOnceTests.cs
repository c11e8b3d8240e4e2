using System.Net;
using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class ExactlyOnceTests
{
    [Fact]
    public async Task Sixty_four_parallel_copies_of_a_delivery_are_stored_once()
    {
        await using var shop = await Shop.OpenAsync();
        var delivery = Texts.WhatsApp([Texts.WhatsAppMessage()], [Texts.Contact()]).Json();

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => shop.SendAsync(delivery, "whatsapp", Shop.WhatsAppSecret))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal((1, 1, 1, 1), (shop.Count("messages"), shop.Count("users"), shop.Count("conversations"), shop.Count("user_identities")));
        Assert.Equal(1, shop.Read(context => context.Conversations.Single().MessageCount));
    }

    [Fact]
    public async Task Many_senders_in_parallel_lose_and_double_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        const int People = 20;
        const int Each = 25;
        var deliveries = Enumerable.Range(0, People * Each).Select(n => Texts.Messenger(
            Texts.MessengerItem($"m_{n}", $"65432109876543{n % People:00}", time: Texts.Before - n)).Json());

        var answers = await Task.WhenAll(deliveries.Concat(deliveries).Select(delivery => Task.Run(() => shop.SendAsync(delivery))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal((People * Each, People, People), (shop.Count("messages"), shop.Count("users"), shop.Count("conversations")));
        Assert.All(shop.Read(context => context.Conversations.Select(conversation => conversation.MessageCount).ToList()), count => Assert.Equal(Each, count));
    }

    [Fact]
    public async Task Every_item_of_a_batch_is_stored()
    {
        await using var shop = await Shop.OpenAsync();
        var page = Texts.Messenger(Texts.MessengerItem("m_1"), Texts.MessengerItem("m_2", "1111111111111111"));
        page["entry"]!.AsArray().Add(Texts.Messenger(Texts.MessengerItem("m_3"))["entry"]![0]!.DeepClone());
        var whatsApp = Texts.WhatsApp([Texts.WhatsAppMessage("wamid.1"), Texts.WhatsAppMessage("wamid.2", "201112223334")], [Texts.Contact()]);
        whatsApp["entry"]![0]!["changes"]!.AsArray().Add(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.3")])["entry"]![0]!["changes"]![0]!.DeepClone());

        await shop.SendAsync(new JsonArray(page, whatsApp, Texts.Instagram()).Json());

        Assert.Equal(
            ["ig_1", "m_1", "m_2", "m_3", "wamid.1", "wamid.2", "wamid.3"],
            shop.Read(context => context.Messages.Select(message => message.FacebookMessageId).ToList()).Order(StringComparer.Ordinal));
        Assert.Equal(5, shop.Count("users"));
    }

    [Fact]
    public async Task Messages_whose_ids_differ_only_after_125_characters_are_different()
    {
        await using var shop = await Shop.OpenAsync();
        var prefix = new string('a', 125);

        await shop.SendAsync(Texts.Instagram(prefix + "X").Json());
        await shop.SendAsync(Texts.Instagram(prefix + "x").Json());

        Assert.Equal(2, shop.Count("messages"));
    }

    [Fact]
    public async Task Clients_that_hang_up_after_their_deliveries_were_queued_cancel_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        using (await shop.Service<WriteLock>().EnterAsync(CancellationToken.None))
        {
            using var hangUp = new CancellationTokenSource();
            Task[] sending = [SendAsync(shop, "m_1", hangUp.Token), SendAsync(shop, "m_2", hangUp.Token), SendAsync(shop, "m_3", hangUp.Token)];
            // The intake's thread may hold one of them at the write lock, so these two are certainly queued, and perhaps the third.
            while (shop.Service<WebhookIntake>().QueueDepth < 2)
                await Task.Yield();
            await hangUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(sending));
        }

        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem("m_4")).Json());

        Assert.InRange(shop.Count("messages"), 3, 4);
    }

    private static async Task SendAsync(Shop shop, string mid, CancellationToken cancellationToken)
    {
        var body = Texts.Messenger(Texts.MessengerItem(mid)).Json();
        using var request = Shop.Delivery(body);
        using var response = await shop.Client.SendAsync(request, cancellationToken);
    }
}
