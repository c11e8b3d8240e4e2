using System.Globalization;
using Migochat.Data;

namespace Migochat.Tests.Replies;

/// <summary>Many replies that wait: each goes out once, in order for each person, and has one message.</summary>
public sealed class FloodTests
{
    private const int People = 20;

    // As many as one page may begin while the clock stands.
    private const int Replies = 1000;

    [Fact]
    public async Task Every_reply_of_a_flood_is_sent_once_and_in_the_order_of_its_person()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.Shop.SendAsync(Texts.Messenger([.. Enumerable.Range(0, People).Select(person => Texts.MessengerItem($"m_{person}", $"70{person:D14}"))]).Json());
        var people = shop.Shop.Read(context => context.UserIdentities.Select(identity => new { identity.UserId, identity.Value }).ToArray());
        shop.Shop.Store(context => context.AddRange(Enumerable.Range(0, Replies).Select(number => new Reply
        {
            UserId = people[number % People].UserId,
            Channel = Platform.Facebook,
            BusinessId = Texts.PageId,
            RecipientId = people[number % People].Value,
            Content = $$"""{"text":"{{number}}"}""",
            Mark = Guid.NewGuid().ToString("N"),
            OpenUntil = shop.Time.GetUtcNow().UtcDateTime.AddHours(23),
            NextAttemptAt = shop.Time.GetUtcNow().UtcDateTime,
        })));

        await shop.SendDueAsync();

        var sent = shop.Sends.Select(call => (Person: call.Body!["recipient"]!["id"]!.GetValue<string>(), Number: int.Parse(call.Body["message"]!["text"]!.GetValue<string>(), CultureInfo.InvariantCulture))).ToArray();
        Assert.Equal(Enumerable.Range(0, Replies), sent.Select(one => one.Number).Order());
        Assert.All(sent.GroupBy(one => one.Person), one => Assert.Equal(one.Select(each => each.Number).Order(), one.Select(each => each.Number)));
        Assert.Equal(Replies, shop.Shop.Read(context => context.Outbox.Count(reply => reply.State == ReplyState.Sent)));
        Assert.Equal(Replies, shop.Outbound().Length);
    }
}
