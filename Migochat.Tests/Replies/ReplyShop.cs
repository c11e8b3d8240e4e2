using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Migochat.Data;
using Migochat.Replies;
using Migochat.Tests.Graph;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Replies;

/// <summary>A shop with tokens for all its accounts, and a Graph API on loopback that counts. Replies go out when the test says so.</summary>
internal sealed class ReplyShop : IAsyncDisposable
{
    private int _ids;

    private ReplyShop(ScriptedGraph graph, Shop shop) => (Graph, Shop) = (graph, shop);

    public ScriptedGraph Graph { get; }

    public Shop Shop { get; }

    public FakeTimeProvider Time => Shop.Time;

    public static Task<ReplyShop> OpenAsync(params (string Key, string? Value)[] settings) => OpenAsync(withSender: false, settings);

    /// <param name="withSender">True: replies go out at once, as in a host.</param>
    /// <param name="settings">Besides the tokens.</param>
    public static async Task<ReplyShop> OpenAsync(bool withSender, params (string Key, string? Value)[] settings)
    {
        var graph = await ScriptedGraph.StartAsync();
        var shop = await Shop.OpenAsync(
            withSender,
            [
                ("graph_base_url", graph.Url), ("fb_page_access_token", "page-token"), ("instagram_access_token", "instagram-token"), ("whatsapp_access_token", "whatsapp-token"),
                ("instagram_base_url", graph.Url), ("replies_per_second", "1000"), .. settings,
            ]);
        var opened = new ReplyShop(graph, shop);
        graph.Answer = (context, call) => ScriptedGraph.JsonAsync(context, 200, call.Method == "GET" ? opened.AnswerToRead(call) : opened.AnswerTo(call));
        return opened;
    }

    /// <summary>The answer of a Graph API that takes everything, with ids from 1 on.</summary>
    public string AnswerTo(GraphCall call)
    {
        var number = Interlocked.Increment(ref _ids);
        return call.Body!["messaging_product"] is null
            ? $$"""{"recipient_id":"{{call.Body["recipient"]?["id"]}}","message_id":"m_out{{number}}"}"""
            : $$"""{"messaging_product":"whatsapp","contacts":[{"wa_id":"201001112223"}],"messages":[{"id":"wamid.OUT{{number}}"}]}""";
    }

    /// <summary>The templates of the shop's number, as Meta lists them.</summary>
    public string Templates { get; set; } = """
        {"name":"order_ready","language":"ar","status":"APPROVED","category":"UTILITY","components":[{"type":"BODY","text":"طلبك {{1}} جاهز"}]}
        """;

    /// <summary>The POSTs that the Graph API saw.</summary>
    public IReadOnlyList<GraphCall> Sends => [.. Graph.Calls.Where(call => call.Method == "POST")];

    private string AnswerToRead(GraphCall call) => call.Path.EndsWith("/message_templates", StringComparison.Ordinal)
        ? $$"""{"data":[{{Templates}}]}"""
        : """{"health_status":{"entities":[{"entity_type":"PHONE_NUMBER","id":"106540352242922"},{"entity_type":"WABA","id":"102290129340398"}]}}""";

    /// <summary>Somebody writes on a channel, five minutes before the clock of the tests: the lead has id 1 if it is the first.</summary>
    public Task IsWrittenToAsync(string channel, string text = "بكام؟", int minutesAgo = 5)
    {
        var time = Texts.Before + (5 - minutesAgo) * 60_000L;
        return channel switch
        {
            Platform.WhatsApp => Shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage($"wamid.{minutesAgo}", text: text, time: time)], [Texts.Contact()]).Json()),
            Platform.Instagram => Shop.SendAsync(Texts.Instagram($"ig_{minutesAgo}", text: text, time: time).Json(), secret: Shop.InstagramSecret),
            _ => Shop.SendAsync(Texts.Messenger(Texts.MessengerItem($"m_{minutesAgo}", text: text, time: time)).Json()),
        };
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> QueueAsync(string body, long lead = 1, params (string Name, string Value)[] headers) =>
        Shop.SendJsonAsync(HttpMethod.Post, $"leads/{lead}/messages", body, headers);

    /// <summary>Sends what is due, as the timer does.</summary>
    public Task SendDueAsync() => Shop.Service<ReplySender>().RunAsync(CancellationToken.None);

    public Reply Reply(long id = 1) => Shop.Read(context => context.Outbox.AsNoTracking().Single(reply => reply.Id == id));

    /// <summary>All replies, such as <c>SENT m_out1</c>.</summary>
    public string[] States() => Shop.Read(context => context.Outbox.OrderBy(reply => reply.Id).AsEnumerable().Select(reply => $"{EnumText.Stored(reply.State)} {reply.MessageId}".TrimEnd()).ToArray());

    /// <summary>The shop's messages, such as <c>m_out1 SENT أهلا</c>.</summary>
    public string[] Outbound() => Shop.Read(context => context.Messages.Where(message => message.Direction == MessageDirection.Outbound).OrderBy(message => message.Id).AsEnumerable()
        .Select(message => $"{message.FacebookMessageId} {EnumText.Stored(message.Status)} {message.MessageText}").ToArray());

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await Graph.DisposeAsync();
    }
}
