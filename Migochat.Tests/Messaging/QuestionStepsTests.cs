using System.Text;
using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Settings;
using Migochat.Tests.Data;
using Migochat.Tests.Webhooks;
using Migochat.Webhooks;

namespace Migochat.Tests.Messaging;

/// <summary>The work for one event of a customer does not grow with the number of their messages since the shop's last answer.</summary>
public sealed class QuestionStepsTests
{
    private const int Few = 20;
    private const int Many = 1000;

    private static readonly DateTime Now = Ledger.Now;
    private static readonly IntakeSettings Settings = new(TimeSpan.FromHours(24), TimeSpan.FromDays(90));

    [SqliteFact("its steps")]
    public void Thanks_of_a_person_who_was_never_answered() => AssertSame(count => (Thanks(count), Thank(count)));

    [SqliteFact("its steps")]
    public void Thanks_that_are_taken_back() => AssertSame(count => ([Answer(), .. Thanks(count)], TakeBack($"m_{count - 1}")));

    [SqliteFact("its steps")]
    public void A_question_after_many_thanks_that_is_taken_back() =>
        AssertSame(count => ([Answer(), .. Thanks(count), Message("m_q", "بكام؟", count)], TakeBack("m_q")));

    private static void AssertSame(Func<int, (JsonObject[] Before, JsonObject Event)> history) => Assert.Equal(StepsOf(history(Few)), StepsOf(history(Many)));

    private static int StepsOf((JsonObject[] Before, JsonObject Event) history)
    {
        using var database = new TestDatabase();
        using var connection = database.Engine.Open();
        using var session = new IntakeSession(connection, () => []);
        Apply(session, history.Before);
        return SqliteSteps.Count(connection, () => Apply(session, history.Event));
    }

    private static void Apply(IntakeSession session, params JsonObject[] deliveries)
    {
        var documents = deliveries.Select(delivery => MetaJson.Parse(Encoding.UTF8.GetBytes(delivery.Json()))!).ToList();
        var events = documents.SelectMany(document => Reading.Reader.Read(document.RootElement, new ReadingContext(Now, OurAccounts.All))).ToList();
        session.Begin();
        session.Load([.. events.Select(@event => (@event, Now))]);
        foreach (var @event in events)
            session.Applier.Apply(@event, Settings, Now);
        session.Commit();
        documents.ForEach(document => document.Dispose());
    }

    private static JsonObject[] Thanks(int count) => [.. Enumerable.Range(0, count).Select(Thank)];

    private static JsonObject Thank(int number) => Message($"m_{number}", "شكرا", number);

    private static JsonObject Message(string id, string text, int number) =>
        Texts.Messenger(Texts.MessengerItem(id, text: text, time: Texts.Before + (100 * number)));

    private static JsonObject Answer()
    {
        var item = Texts.MessengerItem("m_answer", time: Texts.Before - 1000);
        (item["sender"], item["recipient"]) = (item["recipient"]!.DeepClone(), item["sender"]!.DeepClone());
        item["message"]!["is_echo"] = true;
        return Texts.Messenger(item);
    }

    private static JsonObject TakeBack(string id)
    {
        var item = Texts.MessengerItem(id, time: Texts.Before + 200_000);
        item["message"] = new JsonObject { ["mid"] = id, ["is_deleted"] = true };
        return Texts.Messenger(item);
    }
}
