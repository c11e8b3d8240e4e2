using System.Text.Json.Nodes;
using CsCheck;
using Migochat.Data;
using Migochat.Tests.Webhooks;

namespace Migochat.Tests.Replies;

/// <summary>The promise of the intake with replies: answers to calls, echoes and statuses give the same rows in every order and number.</summary>
public sealed class ReplyOrderTests : IDisposable
{
    private const string Word = "0123456789abcdef0123456789abcdef";
    private static readonly DateTime SendingAt = new(2026, 3, 1, 11, 58, 0, DateTimeKind.Utc);
    private const long Sent = Texts.Before + 180_000;

    private static readonly string Mark = $"mc.{Word}.1";

    private readonly Ledger _ledger = new();

    private static readonly int Cases = GeneratedCases.Or(150);

    private static readonly JsonNode[] OfMessenger =
    [
        Answer("m_out"),
        Node(Echoes.OfMessenger("m_out", "أهلا", Mark, Sent)),
        Node(Echoes.OfMessenger("m_out", "أهلا", null, Sent + 500)),
        Node(Echoes.OfMessenger("m_other", "غيره", null, Sent + 1000)),
        Standby("m_out", Sent),
        Messaging(Echoes.Messenger, "message_edit", new JsonObject { ["mid"] = "m_out", ["text"] = "أهلا بيك", ["num_edit"] = 1 }),
        Messaging(Echoes.Messenger, "message", new JsonObject { ["mid"] = "m_out", ["is_deleted"] = true }),
        Messaging(Echoes.Messenger, "reaction", new JsonObject { ["mid"] = "m_out", ["action"] = "react", ["emoji"] = "❤" }),
        Messaging(Echoes.Messenger, "read", new JsonObject { ["watermark"] = Sent + 2000 }),
        Messaging(Echoes.Messenger, "delivery", new JsonObject { ["watermark"] = Sent + 1500, ["mids"] = new JsonArray("m_out") }),
        Texts.Messenger(Texts.MessengerItem("m_before", time: Sent - 60_000)),
        Texts.Messenger(Texts.MessengerItem("m_after", time: Sent + 60_000)),
    ];

    private static readonly JsonNode[] OfWhatsApp =
    [
        Answer("wamid.OUT"),
        .. ((string[])["sent", "delivered", "read"]).Select(status => Node(Echoes.Status("wamid.OUT", status, Mark))),
        Node(Echoes.Status("wamid.OUT", "failed", Mark, code: 131026)),
        .. ((string[])["sent", "delivered", "read"]).Select(status => Node(Echoes.Status("wamid.OUT", status, null))),
        Node(Echoes.Status("wamid.OUT", "failed", null, code: 131049)),
        Texts.WhatsApp([Texts.WhatsAppMessage("wamid.before", time: Sent - 60_000)], [Texts.Contact()]),
        Texts.WhatsApp([Texts.WhatsAppMessage("wamid.after", time: Sent + 60_000)], [Texts.Contact()]),
    ];

    [Fact]
    public void Answers_echoes_and_changes_on_Messenger_give_the_same_rows_in_every_order() => Check(
        OfMessenger, Texts.Messenger(Texts.MessengerItem("m_first", time: Texts.Before - 60_000)), Platform.Facebook, Texts.PageId, Echoes.Messenger);

    [Fact]
    public void Answers_and_statuses_on_WhatsApp_give_the_same_rows_in_every_order() => Check(
        OfWhatsApp, Texts.WhatsApp([Texts.WhatsAppMessage("wamid.first", time: Texts.Before - 60_000)], [Texts.Contact()]), Platform.WhatsApp, Texts.PhoneNumberId, "201001112223");

    public void Dispose() => _ledger.Dispose();

    private void Check(JsonNode[] events, JsonNode question, string channel, string business, string person) =>
        (from chosen in Gen.Int[0, events.Length - 1].Array[1, 8]
         from shuffled in Gen.Shuffle(chosen)
         from repeated in Gen.Int[0, chosen.Length - 1].Array[0, 3]
         select (history: chosen, disorder: (int[])[.. repeated.Select(index => chosen[index]), .. shuffled]))
            .Sample(
                sample => LedgerText.Compare(
                    Write(events, sample.history, question, channel, business, person), Write(events, sample.disorder, question, channel, business, person)),
                iter: Cases,
                threads: 1,
                print: sample => string.Join('\n', sample.history.Select(index => events[index].Json())) + "\n---\n" + string.Join('\n', sample.disorder.Select(index => events[index].Json())));

    private string Write(JsonNode[] events, int[] chosen, JsonNode question, string channel, string business, string person)
    {
        _ledger.Write([question]);
        _ledger.Interfere(context => context.Outbox.Add(new Reply
        {
            Id = 1,
            UserId = context.UserIdentities.Single(identity => identity.Value == person).UserId,
            Channel = channel,
            BusinessId = business,
            RecipientId = person,
            Content = """{"text":"أهلا"}""",
            State = ReplyState.Sending,
            Mark = Word,
            Writer = "Heba",
            Attempts = 1,
            SendingAt = SendingAt,
        }));
        var stored = _ledger.Add(chosen.Select(index => events[index]));
        var reply = _ledger.Read(context => context.Outbox.Single());
        return $"{stored}\n{reply.State} {reply.MessageId} {reply.Reason}";
    }

    private static JsonObject Answer(string id) => new JsonObject { ["migochat_reply"] = new JsonObject { ["id"] = 1, ["attempt"] = 1, ["message_id"] = id } };

    private static JsonNode Node(string delivery) => JsonNode.Parse(delivery)!;

    private static JsonObject Standby(string mid, long time)
    {
        var echo = JsonNode.Parse(Echoes.OfMessenger(mid, "أهلا", null, time))!;
        return Texts.Envelope("page", Texts.PageId, "standby", echo["entry"]![0]!["messaging"]![0]!.DeepClone());
    }

    private static JsonObject Messaging(string sender, string member, JsonNode content) => Texts.Messenger(new JsonObject
    {
        ["sender"] = new JsonObject { ["id"] = sender },
        ["recipient"] = new JsonObject { ["id"] = Texts.PageId },
        ["timestamp"] = Sent + 3000,
        [member] = content,
    });
}
