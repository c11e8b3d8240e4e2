using System.Text.Json.Nodes;
using Migochat.Data;

namespace Migochat.Tests.Webhooks;

/// <summary>A number that its owner gave up, and that somebody else has later.</summary>
public sealed class GivenUpNumberTests : IDisposable
{
    private const string Number = "201555000111";
    private const string NumberAfter = "201555000222";
    private const long Day = 24L * 3600 * 1000;
    private const long ChangedAt = Texts.Before - (60 * Day);

    private readonly Ledger _ledger = new();

    [Fact]
    public void A_newcomer_is_a_new_person_and_the_former_owner_keeps_the_lead()
    {
        _ledger.Write([Samir(ChangedAt - Day), Change(), Heba(Texts.Before)]);

        Assert.Equal([("Samir", $"+{NumberAfter}"), ("Heba", $"+{Number}")], People());
    }

    [Fact]
    public void Late_events_of_the_former_owner_stay_the_former_owners()
    {
        _ledger.Write([Samir(ChangedAt - Day), Change(), Heba(Texts.Before), Change(), Samir(ChangedAt - (2 * Day), "wamid.late"), Samir(ChangedAt - Day)]);

        Assert.Equal([("Samir", $"+{NumberAfter}"), ("Heba", $"+{Number}")], People());
        Assert.Equal(["Samir", "Heba", "Samir"], Authors());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("EG.709")]
    public void A_receipt_about_the_newcomer_does_not_rename_or_join_the_former_owner(string? user)
    {
        _ledger.Write([Samir(ChangedAt - Day), Change(), Status(user)]);
        Assert.Equal([("Samir", $"+{NumberAfter}")], People());

        _ledger.Add([Message("wamid.heba", "EG.709", null, Texts.Before)]);
        Assert.Equal([("Samir", $"+{NumberAfter}"), ("Heba", $"+{Number}")], People());
    }

    [Fact]
    public void Within_seven_days_a_message_still_counts_as_the_former_owners()
    {
        _ledger.Write([Samir(ChangedAt - Day), Change(), Heba(ChangedAt + (7 * Day))]);

        Assert.Single(People());
    }

    [Fact]
    public void An_owner_who_came_back_has_the_number()
    {
        _ledger.Write([Samir(ChangedAt - Day), Change(), Samir(ChangedAt + (10 * Day), "wamid.back"), Heba(Texts.Before)]);

        Assert.Single(People());
    }

    [Fact]
    public void A_lead_without_a_new_number_loses_its_phone()
    {
        var change = Change();
        change["entry"]![0]!["changes"]![0]!["value"]!["messages"]![0]!["system"]!.AsObject().Remove("wa_id");

        _ledger.Write([Samir(ChangedAt - Day), change, Heba(Texts.Before)]);

        Assert.Equal([("Samir", null), ("Heba", $"+{Number}")], People());
    }

    [Fact]
    public async Task An_erasure_of_the_former_owner_takes_the_change_with_it()
    {
        _ledger.Write([Samir(ChangedAt - Day), Change()]);
        Assert.Equal([PendingKind.GivenUp], Pending());

        await _ledger.EraseAsync(_ledger.Read(context => context.Users.Single().Id), Ledger.Now);

        Assert.Empty(Pending());
    }

    public void Dispose() => _ledger.Dispose();

    private (string?, string?)[] People() =>
        _ledger.Read(context => context.Users.OrderBy(user => user.Id).AsEnumerable().Select(user => (user.FirstName, user.PhoneNumber)).ToArray());

    /// <summary>The first name of each message's person.</summary>
    private string[] Authors() =>
        _ledger.Read(context => context.Messages.OrderBy(message => message.Id).Join(context.Users, message => message.UserId, user => user.Id, (_, user) => user.FirstName!).ToArray());

    private string[] Pending() => _ledger.Read(context => context.PendingReceipts.Select(pending => pending.Kind).ToArray());

    private static JsonObject Samir(long time, string id = "wamid.samir") => Message(id, "EG.701", "Samir", time);

    private static JsonObject Heba(long time) => Message("wamid.heba", "EG.709", "Heba", time);

    private static JsonObject Message(string id, string user, string? name, long time) =>
        Texts.WhatsApp([Texts.WhatsAppMessage(id, Number, user, time: time)], [Texts.Contact(Number, user, name)]);

    private static JsonObject Change()
    {
        var message = Texts.WhatsAppMessage("wamid.change", Number, time: ChangedAt);
        message.Remove("text");
        message["type"] = "system";
        message["system"] = new JsonObject { ["type"] = "user_changed_number", ["wa_id"] = NumberAfter, ["user_id"] = "EG.702" };
        return Texts.WhatsApp([message]);
    }

    private static JsonObject Status(string? user)
    {
        var delivery = Texts.WhatsApp([], [Texts.Contact(Number, user, "Heba")]);
        var status = new JsonObject { ["id"] = "wamid.out", ["status"] = "delivered", ["timestamp"] = $"{(Texts.Before / 1000) - 60}", ["recipient_id"] = Number };
        delivery["entry"]![0]!["changes"]![0]!["value"]!["statuses"] = new JsonArray(status);
        return delivery;
    }
}
