using System.Text.Json.Nodes;
using Migochat.Webhooks;
using static Migochat.Tests.Webhooks.WhatsAppDelivery;

namespace Migochat.Tests.Webhooks;

/// <summary>Deliveries that hold every kind of WhatsApp event, and what must hold for each event of any of them.</summary>
public sealed class WhatsAppOriginTests
{
    private const string Contacts = """
        "contacts":[{"wa_id":"201001112223","user_id":"EG.1","profile":{"name":"Mona Adel"}},{"wa_id":"201009998887","profile":{"name":"Omar"}},{"user_id":"EG.3","profile":{"name":"Salma"}}]
        """;

    private static readonly string[] Samples =
    [
        Of("messages", Contacts + """
            ,"messages":[
                {"id":"wamid.1","from":"201001112223","timestamp":~,"type":"text","text":{"body":"one"},"referral":{"source_type":"ad","source_id":"120"}},
                {"id":"wamid.2","from_user_id":"EG.3","timestamp":~,"type":"contacts","contacts":[{"name":{"formatted_name":"X"}}]},
                {"id":"wamid.3","from":"201009998887","timestamp":~,"type":"reaction","reaction":{"message_id":"wamid.0","emoji":"❤"}},
                {"id":"wamid.4","from":"201009998887","timestamp":~,"type":"edit","edit":{"original_message_id":"wamid.0","message":{"type":"text","text":{"body":"x"}}}},
                {"id":"wamid.5","from":"201009998887","timestamp":~,"type":"revoke","revoke":{"original_message_id":"wamid.0"}},
                {"id":"wamid.6","from":"201001112223","timestamp":~,"type":"system","system":{"type":"user_changed_number","wa_id":"201112223334"}},
                {"id":"wamid.7","from":"201001112223","timestamp":~,"type":"system","system":{"type":"customer_identity_changed"}},
                {"id":"wamid.8","timestamp":~,"type":"text","text":{"body":"nobody"}},
                {"id":"wamid.9","from":"201234567890","timestamp":~,"type":"text","text":{"body":"ourselves"}}],
            "statuses":[{"id":"wamid.0","status":"read","timestamp":~,"recipient_user_id":"EG.1"},{"id":"wamid.0","status":"failed","errors":[{"code":1}]},{"status":"read"}],
            "errors":[{"code":130429}]
            """),
        Of("messages", """
            "contacts":[{"wa_id":"201001112223","profile":{"name":"Mona"}}],"messages":[{"id":"wamid.1","type":"sticker"}],"statuses":[{"id":"wamid.0","status":"sent"}]
            """),
        Of("smb_message_echoes", Contacts + """
            ,"message_echoes":[{"id":"wamid.1","from":"201234567890","to":"201001112223","timestamp":~,"type":"text","text":{"body":"x"}},{"id":"wamid.2","to_user_id":"EG.3","type":"sticker"},{"id":"wamid.3"}]
            """),
        Of("standby", Contacts + """
            ,"messages":[{"id":"wamid.1","from":"201001112223","timestamp":~,"type":"text","text":{"body":"x"}}]
            """),
        Of("standby", "\"standby\":{" + Contacts + """
            ,
                "messages":[{"id":"wamid.1","from":"201001112223","timestamp":~,"type":"text","text":{"body":"x"}},7],
                "message_echoes":[{"id":"wamid.2","timestamp":~,"message":{"to":"201001112223","recipient":"EG.1","type":"text","text":{"body":"x"}}},{"id":"wamid.3"}],
                "statuses":[{"id":"wamid.2","status":"read","timestamp":~,"recipient_user_id":"EG.3"}]}
            """),
        Of("messages", Contacts + """
            ,"user_actions":[{"action_type":"marketing_messages_link_click","timestamp":~}]
            """),
        Of("history", Contacts + """
            ,"message_echoes":[{"id":"wamid.4","from":"201234567890","to":"201001112223","timestamp":~,"type":"image","image":{"id":"7"}},{"id":"wamid.5"}],"history":[{"metadata":{"phase":0},"threads":[
                {"id":"201001112223","messages":[
                    {"id":"wamid.1","from":"201001112223","timestamp":~,"type":"media_placeholder"},
                    {"id":"wamid.2","from":"201234567890","timestamp":~,"type":"text","text":{"body":"x"},"history_context":{"status":"READ"}},
                    {"from":"201001112223"}]},
                {"id":"EG.3","context":{"wa_id":"201555555555"},"messages":[{"id":"wamid.3","from":"EG.3","timestamp":~,"type":"text","text":{"body":"x"}}]},
                {"id":"1203634@g.us","messages":[{"id":"wamid.4","from":"201009998887","timestamp":~,"type":"text","text":{"body":"x"}}]},
                {"id":"201001112223","messages":7}, 7]},
                {"errors":[{"code":2593109}]}, {"threads":7}, 7],
            "messages":[{"id":"wamid.1","from":"201001112223","timestamp":~,"type":"image","image":{"id":"7"}}],
            "errors":[{"code":1}]
            """),
        Of("user_preferences", Contacts + """
            ,"user_preferences":[{"wa_id":"201001112223","value":"stop","timestamp":~},{"user_id":"EG.3","value":"resume"},{}]
            """),
        Of("user_id_update", """ "user_id_update":[{"wa_id":"201001112223","user_id":{"previous":"EG.1","current":"EG.2"},"timestamp":~},{"user_id":{"current":"EG.2"}},{}] """),
        Of("calls", """ "calls":[{"id":"1"}] """),
        Of("calls", Contacts + """ ,"calls":[{"id":"1","timestamp":~}] """),
        Of("messages", Contacts),
        Of("messages", Contacts + """
            ,"messages":[{"id":"wamid.1","from_user_id":"EG.7","timestamp":~,"type":"contacts","contacts":[{"origin":"contact_request","phones":[{"wa_id":"201001112229"}]}]}],
            "statuses":[{"id":"wamid.0","status":"failed","recipient_id":"201009998887","timestamp":~,"errors":[{"code":131050}]}]
            """),
        Of("messages", """ "messages":7,"polls":[1] """),
    ];

    public static TheoryData<string> Deliveries() => [.. Samples];

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void The_delivery_of_an_event_alone_reads_as_the_same_event(string delivery)
    {
        Assert.All(Read(delivery), @event => Assert.Contains(Show(@event), Read(@event.Origin.ToEnvelope()).Select(Show)));
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void The_delivery_of_a_message_alone_holds_no_other_message_and_no_other_person(string delivery)
    {
        Assert.All(Read(delivery).OfType<MessageReceived>(), message =>
        {
            var envelope = message.Origin.ToEnvelope();
            Assert.Single(Read(envelope).OfType<MessageReceived>());
            Assert.All(
                ContactsIn(JsonNode.Parse(envelope)!["entry"]![0]!["changes"]![0]!["value"]!),
                contact => Assert.Contains(message.Person, id => id.Value == (string?)contact!["wa_id"] || id.Value == (string?)contact["user_id"]));
        });
    }

    [Fact]
    public void Every_kind_of_event_is_among_them()
    {
        Type[] kinds =
        [
            typeof(IdentitiesJoined), typeof(MessageDeleted), typeof(MessageEdited), typeof(MessageReacted), typeof(MessageReceived), typeof(NotOurs),
            typeof(Notice), typeof(OptInReceived), typeof(StatusReceived), typeof(Unrecognised),
        ];

        Assert.Equal(kinds, Samples.SelectMany(delivery => Read(delivery)).Select(@event => @event.GetType()).Distinct().OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void Whatever_stands_in_the_place_of_a_part_the_change_is_read_or_kept(string delivery)
    {
        string[] others = ["null", "1e400", "\"x\"", "[]", "[null]", "{\"\\ud800\":1}", "\"\\ud800\""];
        var root = JsonNode.Parse(delivery)!;
        foreach (var path in Paths(root["entry"]![0]!["changes"]![0]!).Skip(1).ToList())
        {
            foreach (var other in others)
            {
                var copy = root.DeepClone();
                Replace(copy, path, "PART");
                var events = Read(copy.ToJsonString().Replace("\"PART\"", other, StringComparison.Ordinal));

                Assert.NotEmpty(events);
                Assert.All(events.OfType<Notice>(), notice => Assert.True(Notices.WhatsAppFields.Contains(notice.Name) || Notices.WhatsAppItems.Contains(notice.Name)));
                Assert.All(events, @event => Assert.Contains(Show(@event), Read(@event.Origin.ToEnvelope()).Select(Show)));
            }
        }
    }

    [Theory]
    [InlineData("envelope")]
    [InlineData("entry")]
    [InlineData("change")]
    [InlineData("value")]
    [InlineData("thread")]
    public void Junk_around_many_unknown_items_is_not_kept_with_each_of_them(string place)
    {
        const int Items = 10_000;
        var junk = string.Concat(Enumerable.Range(0, 30_000).Select(number => $"\"junk{number}\":0,"));
        var delivery = """
            {JUNK-envelope"object":"whatsapp_business_account","entry":[{JUNK-entry"id":"1","changes":[{JUNK-change"field":"history","value":{JUNK-value
            "metadata":{"phone_number_id":"5"},"history":[{"threads":[{JUNK-thread"id":"201001112223","messages":[ITEMS]}]}]}}]}]}
            """.Replace("ITEMS", string.Join(',', Enumerable.Range(0, Items)), StringComparison.Ordinal).Replace($"JUNK-{place}", junk, StringComparison.Ordinal);
        foreach (var other in (string[])["envelope", "entry", "change", "value", "thread"])
            delivery = delivery.Replace($"JUNK-{other}", "", StringComparison.Ordinal);

        var events = Read(delivery);

        Assert.Equal(Items, events.Count);
        Assert.All(events, @event => Assert.InRange(Assert.IsType<Unrecognised>(@event).Origin.ToEnvelope().Length, 1, 300));
    }

    [Theory]
    [InlineData("\"metadata\":{\"phone_number_id\":\"5\",\"pad\":\"~\"}")]
    [InlineData("\"contacts\":[{\"wa_id\":\"201001112223\",\"profile\":{\"name\":\"~\"}}]")]
    [InlineData("\"messaging_product\":\"~\"")]
    public void What_stands_around_an_item_is_kept_with_it_as_long_as_it_is_short(string part)
    {
        var item = "\"messages\":[{\"from\":\"201001112223\"}]";

        var kept = Assert.Single(Read(Around($"{{\"field\":\"messages\",\"value\":{{{part.Replace("~", "x", StringComparison.Ordinal)},{item}}}}}"))).Origin.ToEnvelope();
        var cut = Assert.Single(Read(Around($"{{\"field\":\"messages\",\"value\":{{{part.Replace("~", new string('x', 5000), StringComparison.Ordinal)},{item}}}}}"))).Origin.ToEnvelope();

        Assert.Contains(part.Replace("~", "x", StringComparison.Ordinal), kept, StringComparison.Ordinal);
        Assert.InRange(cut.Length, 1, 300);
    }

    private static JsonArray ContactsIn(JsonNode value) => (value["standby"] ?? value)["contacts"]?.AsArray() ?? [];

    private static IEnumerable<string> Paths(JsonNode node)
    {
        yield return node.GetPath();
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var path in children.Where(child => child is not null).SelectMany(child => Paths(child!)))
            yield return path;
    }

    private static void Replace(JsonNode root, string path, string value)
    {
        var steps = path.Split('.', '[', ']').Skip(1).Where(step => step.Length > 0).ToArray();
        var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray items ? items[Index(step)]! : node[step]!);
        if (parent is JsonArray array)
            array[Index(steps[^1])] = value;
        else
            parent[steps[^1]] = value;
    }

    private static int Index(string step) => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture);
}
