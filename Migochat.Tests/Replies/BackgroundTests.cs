using Migochat.Data;
using Migochat.Tests.Graph;

namespace Migochat.Tests.Replies;

/// <summary>The sender as it runs in a host: at once after a reply was queued, and to the end of its calls when the host stops.</summary>
public sealed class BackgroundTests
{
    [Fact]
    public async Task A_queued_reply_is_sent_at_once_without_a_timer()
    {
        await using var shop = await ReplyShop.OpenAsync(withSender: true);
        await shop.IsWrittenToAsync(Platform.Facebook);

        await shop.QueueAsync("""{"text":"أهلا"}""");
        while (shop.Reply().State != ReplyState.Sent)
            await Task.Yield();

        Assert.Equal(["m_out1 SENT أهلا"], shop.Outbound());
    }

    [Fact]
    public async Task A_host_that_stops_waits_for_the_answer_and_keeps_it()
    {
        await using var shop = await ReplyShop.OpenAsync(withSender: true);
        await shop.IsWrittenToAsync(Platform.Facebook);
        var (called, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        shop.Graph.Answer = async (context, call) =>
        {
            called.SetResult();
            await answer.Task;
            await ScriptedGraph.JsonAsync(context, 200, shop.AnswerTo(call));
        };
        await shop.QueueAsync("""{"text":"أهلا"}""");
        await called.Task;

        var stopped = shop.Shop.StopAsync();
        answer.SetResult();
        await stopped;

        Assert.Equal(["SENT m_out1"], shop.States());
        Assert.Equal(["m_out1 SENT أهلا"], shop.Outbound());
    }

    [Fact]
    public async Task A_long_queue_goes_out_whole_one_at_a_time_for_each_person()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        shop.Shop.Store(context =>
        {
            context.AddRange(Enumerable.Range(0, 300).Select(number => new User { Psid = $"p{number}" }));
            context.SaveChanges();
            var people = context.Users.Where(user => user.Id > 1).Select(user => user.Id).ToArray();
            context.AddRange(Enumerable.Range(0, 900).Select(number => new Reply
            {
                UserId = people[number % people.Length],
                Channel = Platform.Facebook,
                BusinessId = Texts.PageId,
                RecipientId = $"{number % people.Length}",
                Content = """{"text":"أهلا"}""",
                Mark = $"{number}",
                OpenUntil = shop.Time.GetUtcNow().UtcDateTime.AddHours(1),
                NextAttemptAt = shop.Time.GetUtcNow().UtcDateTime,
            }));
        });

        await shop.SendDueAsync();

        Assert.Equal(900, shop.Shop.Read(context => context.Outbox.Count(reply => reply.State == ReplyState.Sent)));
        Assert.Equal(900, shop.Graph.Calls.Count);
    }
}
