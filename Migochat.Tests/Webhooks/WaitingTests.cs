using System.Text.Json.Nodes;

namespace Migochat.Tests.Webhooks;

/// <summary>Since when a person waits for an answer, in whatever order messages and receipts come.</summary>
public sealed class WaitingTests : IDisposable
{
    private static readonly DateTime Asked = new(2026, 3, 1, 11, 55, 0, DateTimeKind.Utc);
    private static readonly DateTime AskedAgain = new(2026, 3, 1, 11, 55, 12, DateTimeKind.Utc);

    private readonly Ledger _ledger = new();

    [Fact]
    public void A_question_after_an_answer_waits_whenever_the_phone_gets_the_answer()
    {
        AssertInAnyOrder(AskedAgain, WhatsAppQuestion("wamid.Q1", 0), WhatsAppAnswer(10), WhatsAppQuestion("wamid.Q2", 12), WhatsAppStatus("delivered", 14));
        AssertInAnyOrder(AskedAgain, WhatsAppQuestion("wamid.Q1", 0), WhatsAppAnswer(10), WhatsAppQuestion("wamid.Q2", 12), WhatsAppStatus("sent", 13));
        AssertInAnyOrder(AskedAgain, Question("m_q1", 0), Answer(10), Question("m_q2", 12), Delivery(14, "m_answer"));
    }

    [Fact]
    public void An_answer_that_only_its_receipts_show_ends_what_was_asked_before()
    {
        AssertInAnyOrder(null, WhatsAppQuestion("wamid.Q1", 0), WhatsAppStatus("sent", 10));
        AssertInAnyOrder(AskedAgain, WhatsAppQuestion("wamid.Q1", 0), WhatsAppStatus("sent", 10), WhatsAppQuestion("wamid.Q2", 12));
        AssertInAnyOrder(null, Question("m_q1", 0), Delivery(10, "m_answer"));
        AssertInAnyOrder(null, Question("m_q1", 0), Delivery(10));
    }

    [Fact]
    public void That_an_unknown_message_was_delivered_says_not_when_it_was_written() =>
        AssertInAnyOrder(Asked, WhatsAppQuestion("wamid.Q1", 0), WhatsAppStatus("delivered", 10));

    [Fact]
    public void An_answer_that_failed_ends_no_waiting()
    {
        AssertInAnyOrder(Asked, WhatsAppQuestion("wamid.Q1", 0), WhatsAppAnswer(10), WhatsAppStatus("failed", 11));
        AssertInAnyOrder(Asked, WhatsAppQuestion("wamid.Q1", 0), WhatsAppStatus("sent", 10), WhatsAppStatus("failed", 11));
        AssertInAnyOrder(null, WhatsAppQuestion("wamid.Q1", 0), WhatsAppAnswer(10), WhatsAppStatus("failed", 11), WhatsAppStatus("delivered", 13));
    }

    [Fact]
    public void What_was_asked_in_the_second_of_the_answer_waits()
    {
        AssertInAnyOrder(Asked, WhatsAppQuestion("wamid.Q1", 0), WhatsAppAnswer(0));
        AssertInAnyOrder(AskedAgain, WhatsAppQuestion("wamid.Q1", 0), WhatsAppQuestion("wamid.Q2", 12), WhatsAppAnswer(12));
    }

    [Fact]
    public void What_a_member_writes_in_a_group_does_not_wait()
    {
        var inGroup = WhatsAppQuestion("wamid.G1", 0);
        inGroup["entry"]![0]!["changes"]![0]!["value"]!["messages"]![0]!["group_id"] = "120363021231231231@g.us";

        AssertInAnyOrder(null, inGroup);
        AssertInAnyOrder(AskedAgain, inGroup, WhatsAppQuestion("wamid.Q2", 12));
    }

    [Theory]
    [InlineData("شكرا")]
    [InlineData("👍")]
    [InlineData("ok")]
    public void Thanks_an_emoji_or_an_ok_wait_only_if_nobody_ever_answered(string courtesy)
    {
        AssertInAnyOrder(null, WhatsAppQuestion("wamid.Q1", 0), WhatsAppAnswer(10), WhatsAppQuestion("wamid.T", 12, courtesy));
        AssertInAnyOrder(null, WhatsAppQuestion("wamid.Q1", 0), WhatsAppAnswer(12), WhatsAppQuestion("wamid.T", 12, courtesy));
        AssertInAnyOrder(null, WhatsAppQuestion("wamid.Q1", 0), WhatsAppStatus("sent", 10), WhatsAppQuestion("wamid.T", 12, courtesy));
        AssertInAnyOrder(AskedAgain, WhatsAppAnswer(10), WhatsAppStatus("failed", 11), WhatsAppQuestion("wamid.T", 12, courtesy));
        AssertInAnyOrder(Asked, WhatsAppQuestion("wamid.T", 0, courtesy), WhatsAppQuestion("wamid.Q2", 12));
        AssertInAnyOrder(AskedAgain, WhatsAppAnswer(0), WhatsAppQuestion("wamid.T", 10, courtesy), WhatsAppQuestion("wamid.Q2", 12), WhatsAppQuestion("wamid.U", 14, courtesy));
    }

    [Fact]
    public void Thanks_that_are_edited_into_a_question_wait()
    {
        AssertInAnyOrder(AskedAgain, Answer(10), Question("m_t", 12, "شكرا"), Edit("m_t", 14, "بكام؟"));
        AssertInAnyOrder(null, Answer(10), Question("m_t", 12), Edit("m_t", 14, "شكرا"));
    }

    [Fact]
    public void A_message_that_was_taken_back_does_not_wait()
    {
        AssertInAnyOrder(null, Question("m_q1", 0), Unsend("m_q1", 12));
        AssertInAnyOrder(AskedAgain, Question("m_q1", 0), Question("m_q2", 12), Unsend("m_q1", 14));
    }

    public void Dispose() => _ledger.Dispose();

    /// <summary>The newest conversation of the person waits since then, in every order of the deliveries; null: it does not.</summary>
    private void AssertInAnyOrder(DateTime? since, params JsonObject[] deliveries)
    {
        foreach (var order in Orders(deliveries))
        {
            _ledger.Write(order.Select(delivery => delivery.DeepClone()));
            Assert.Equal(since, _ledger.Read(context => context.Conversations.OrderBy(conversation => conversation.StartedAt).Last().WaitingSince));
        }
    }

    private static IEnumerable<JsonObject[]> Orders(JsonObject[] deliveries) => deliveries.Length <= 1
        ? [deliveries]
        : deliveries.SelectMany((first, index) => Orders([.. deliveries.Where((_, other) => other != index)]).Select(rest => (JsonObject[])[first, .. rest]));

    private static long At(int seconds) => Texts.Before + seconds * 1000;

    private static JsonObject WhatsAppQuestion(string id, int seconds, string text = "بكام؟") =>
        Texts.WhatsApp([Texts.WhatsAppMessage(id, text: text, time: At(seconds))], [Texts.Contact()]);

    private static JsonObject WhatsAppAnswer(int seconds) => Change("smb_message_echoes", "message_echoes", new JsonObject
    {
        ["from"] = WhatsAppDelivery.ShopNumber,
        ["to"] = WhatsAppDelivery.Mona,
        ["id"] = "wamid.ANSWER",
        ["timestamp"] = $"{At(seconds) / 1000}",
        ["type"] = "text",
        ["text"] = new JsonObject { ["body"] = "٢٥٠ جنيه" },
    });

    private static JsonObject WhatsAppStatus(string status, int seconds) => Change("messages", "statuses", new JsonObject
    {
        ["id"] = "wamid.ANSWER",
        ["status"] = status,
        ["timestamp"] = $"{At(seconds) / 1000}",
        ["recipient_id"] = WhatsAppDelivery.Mona,
    });

    private static JsonObject Change(string field, string list, JsonObject item)
    {
        var delivery = Texts.WhatsApp([]);
        var change = delivery["entry"]![0]!["changes"]![0]!.AsObject();
        change["field"] = field;
        change["value"]!.AsObject().Remove("messages");
        change["value"]!.AsObject().Remove("contacts");
        change["value"]![list] = new JsonArray(item);
        return delivery;
    }

    private static JsonObject Question(string mid, int seconds, string text = "بكام؟") => Texts.Messenger(Texts.MessengerItem(mid, text: text, time: At(seconds)));

    private static JsonObject Edit(string mid, int seconds, string text)
    {
        var item = Texts.MessengerItem(time: At(seconds));
        item.Remove("message");
        item["message_edit"] = new JsonObject { ["mid"] = mid, ["text"] = text, ["num_edit"] = 1 };
        return Texts.Messenger(item);
    }

    private static JsonObject Unsend(string mid, int seconds)
    {
        var item = Texts.MessengerItem(time: At(seconds));
        item["message"] = new JsonObject { ["mid"] = mid, ["is_deleted"] = true };
        return Texts.Messenger(item);
    }

    private static JsonObject Answer(int seconds)
    {
        var item = Texts.MessengerItem("m_answer", time: At(seconds));
        (item["sender"], item["recipient"]) = (item["recipient"]!.DeepClone(), item["sender"]!.DeepClone());
        item["message"]!["is_echo"] = true;
        return Texts.Messenger(item);
    }

    private static JsonObject Delivery(int seconds, params string[] mids)
    {
        var item = Texts.MessengerItem(time: At(seconds));
        item.Remove("message");
        item["delivery"] = new JsonObject { ["mids"] = new JsonArray([.. mids.Select(mid => (JsonNode)mid)]), ["watermark"] = At(seconds) };
        return Texts.Messenger(item);
    }
}
