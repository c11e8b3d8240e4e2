using System.Net;
using Migochat.Data;

namespace Migochat.Tests.Replies;

/// <summary>A reply from the request to Meta and into the lead's messages.</summary>
public sealed class SendTests
{
    [Theory]
    [InlineData(Platform.Facebook, "/v26.0/104512345678901/messages", "m_out1")]
    [InlineData(Platform.Instagram, "/v26.0/17841405309211844/messages", "m_out1")]
    [InlineData(Platform.WhatsApp, "/v26.0/106540352242922/messages", "wamid.OUT1")]
    public async Task A_text_is_sent_once_and_is_one_message_of_the_lead(string channel, string path, string id)
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(channel);

        var (status, queued) = await shop.QueueAsync("""{"text":" السعر 250 جنيه "}""", 1, ("X-Actor", "Heba"));
        await shop.SendDueAsync();

        Assert.Equal(HttpStatusCode.Accepted, status);
        JsonAssert.Has(queued, ("state", "queued"), ("channel", channel), ("writer", "Heba"), ("price", channel == Platform.WhatsApp ? "billed" : "free"));
        var call = Assert.Single(shop.Graph.Calls);
        Assert.Equal(path, call.Path);
        Assert.Contains("السعر 250 جنيه", call.Body!.Json(), StringComparison.Ordinal);
        Assert.Equal([$"SENT {id}"], shop.States());
        Assert.Equal([$"{id} SENT السعر 250 جنيه"], shop.Outbound());
        var message = shop.Shop.Read(context => context.Messages.Single(message => message.Direction == MessageDirection.Outbound));
        Assert.Equal(1, message.UserId);
        Assert.Equal("""{"rank":"sent","actor":"Heba","outbox_id":1}""", message.MessageMetadata);
        Assert.Null(shop.Shop.Read(context => context.Conversations.Single().WaitingSince));
    }

    [Fact]
    public async Task Statuses_of_the_sent_message_change_it_and_tell_the_price()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.WhatsApp);
        await shop.QueueAsync("""{"text":"أهلا"}""");
        Assert.Equal(ReplyPrice.Billed, shop.Reply().Price);
        await shop.SendDueAsync();

        await shop.Shop.SendAsync(Echoes.Status("wamid.OUT1", "read", Echoes.MarkOf(shop.Graph.Calls.Single()), isBillable: false), secret: Shop.WhatsAppSecret);

        Assert.Equal(["wamid.OUT1 READ أهلا"], shop.Outbound());
        Assert.Equal(ReplyPrice.Free, shop.Reply().Price);
    }

    [Fact]
    public async Task Replies_to_one_person_go_out_in_order_one_at_a_time()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Facebook);
        var (running, most) = (0, 0);
        shop.Graph.Answer = async (context, call) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            await Graph.ScriptedGraph.JsonAsync(context, 200, shop.AnswerTo(call));
        };
        foreach (var text in (string[])["واحد", "اتنين", "تلاتة"])
            await shop.QueueAsync($$"""{"text":"{{text}}"}""");

        await shop.SendDueAsync();

        Assert.Equal(["واحد", "اتنين", "تلاتة"], shop.Graph.Calls.Select(call => call.Body!["message"]!["text"]!.GetValue<string>()));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_long_text_is_split_at_sentence_ends_and_sent_in_order()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.Instagram);
        var sentence = new string('ا', 299) + ".";

        await shop.QueueAsync($$"""{"text":"{{sentence}} {{sentence}}"}""");
        await shop.SendDueAsync();

        Assert.Equal([sentence, sentence], shop.Graph.Calls.Select(call => call.Body!["message"]!["text"]!.GetValue<string>()));
        Assert.Equal(["SENT m_out1", "SENT m_out2"], shop.States());
        Assert.Equal([1, 1], shop.Shop.Read(context => context.Outbox.OrderBy(reply => reply.Id).Select(reply => reply.FirstId!.Value).ToArray()));
    }

    [Fact]
    public async Task Texts_of_one_writer_within_the_seconds_of_the_setting_are_one_message()
    {
        await using var shop = await ReplyShop.OpenAsync(("reply_join_seconds", "5"));
        await shop.IsWrittenToAsync(Platform.WhatsApp);

        await shop.QueueAsync("""{"text":"أهلا"}""", 1, ("X-Actor", "Heba"), ("Idempotency-Key", "k1"));
        shop.Time.Advance(TimeSpan.FromSeconds(3));
        var (_, joined) = await shop.QueueAsync("""{"text":"السعر 250"}""", 1, ("X-Actor", "Heba"), ("Idempotency-Key", "k2"));
        await shop.QueueAsync("""{"text":"أنا علي"}""", 1, ("X-Actor", "Ali"));
        await shop.SendDueAsync();
        Assert.Empty(shop.Graph.Calls);
        shop.Time.Advance(TimeSpan.FromSeconds(5));
        await shop.SendDueAsync();

        Assert.Equal(1, joined!["id"]!.GetValue<long>());
        Assert.Equal(["أهلا\nالسعر 250", "أنا علي"], shop.Graph.Calls.Select(call => call.Body!["text"]!["body"]!.GetValue<string>()));
        var (_, again) = await shop.QueueAsync("""{"text":"السعر 250"}""", 1, ("X-Actor", "Heba"), ("Idempotency-Key", "k2"));
        Assert.Equal(1, again!["id"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_template_goes_out_after_the_window_and_a_text_does_not()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.IsWrittenToAsync(Platform.WhatsApp);
        shop.Time.Advance(TimeSpan.FromHours(30));

        var (text, problem) = await shop.QueueAsync("""{"text":"أهلا"}""");
        var (template, _) = await shop.QueueAsync("""{"template":{"name":"order_ready","language":"ar","category":"utility","body":[{"text":"EG-1044"}]}}""");
        await shop.SendDueAsync();

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Accepted), (text, template));
        Assert.Equal("""["template"]""", problem!["can_send"]!.Json());
        Assert.Equal("order_ready", shop.Sends.Single().Body!["template"]!["name"]!.GetValue<string>());
        Assert.Equal(["SENT wamid.OUT1"], shop.States());
    }

    [Fact]
    public async Task After_a_day_only_a_persons_text_goes_out_with_the_tag_where_the_setting_allows_it()
    {
        await using var shop = await ReplyShop.OpenAsync(("human_agent", "true"));
        await shop.IsWrittenToAsync(Platform.Facebook);
        shop.Time.Advance(TimeSpan.FromHours(30));

        var (automated, _) = await shop.QueueAsync("""{"text":"أهلا","automated":true}""");
        var (human, _) = await shop.QueueAsync("""{"text":"أهلا"}""");
        await shop.SendDueAsync();

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Accepted), (automated, human));
        Assert.Equal("HUMAN_AGENT", shop.Graph.Calls.Single().Body!["tag"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_comment_is_answered_in_private_once_and_in_public()
    {
        await using var shop = await ReplyShop.OpenAsync();
        await shop.Shop.SendAsync(Echoes.Comment("1_2", "5550001112223334"));
        shop.Graph.Answer = (context, call) => Graph.ScriptedGraph.JsonAsync(context, 200, call.Path.EndsWith("/comments", StringComparison.Ordinal)
            ? """{"id":"1_9"}"""
            : """{"recipient_id":"6543210987654321","message_id":"m_private"}""");

        var first = await Leads.Calls.SendJsonAsync(shop.Shop, HttpMethod.Post, "messages/1/reply", """{"text":"بعتنالك","private":true}""");
        var second = await Leads.Calls.SendJsonAsync(shop.Shop, HttpMethod.Post, "messages/1/reply", """{"text":"تاني","private":true}""");
        await Leads.Calls.SendJsonAsync(shop.Shop, HttpMethod.Post, "messages/1/reply", """{"text":"شوف الرسائل","private":false}""");
        await shop.SendDueAsync();

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.UnprocessableEntity), (first.Status, second.Status));
        Assert.Equal(["/v26.0/104512345678901/messages", "/v26.0/1_2/comments"], shop.Graph.Calls.Select(call => call.Path));
        Assert.Equal(["SENT m_private", "SENT c:fb:1_9"], shop.States());
        Assert.Equal(["m_private SENT بعتنالك", "c:fb:1_9 SENT شوف الرسائل"], shop.Outbound());
        Assert.Equal(["5550001112223334", "6543210987654321"], shop.Shop.Read(context => context.UserIdentities.Where(identity => identity.UserId == 1).Select(identity => identity.Value).Order().ToArray()));
    }
}
