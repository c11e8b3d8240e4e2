using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Scoring;

namespace Migochat.Tests.Scoring;

/// <summary>A lead is due after every event that changes its score, also after events that are no messages of the customer.</summary>
public sealed class DueLeadTests
{
    private const string Number = "201001112223";
    private const string UserId = "EG.1349";

    [Fact]
    public async Task A_name_that_comes_with_a_status_counts() => await AssertScoresAsync(
        42, Texts.WhatsApp([Texts.WhatsAppMessage()]),
        44, Status(new JsonObject { ["recipient_id"] = Number }, Texts.Contact()));

    [Fact]
    public async Task A_number_that_comes_with_a_status_counts() => await AssertScoresAsync(
        34, Texts.WhatsApp([Texts.WhatsAppMessage(from: null, userId: UserId)]),
        42, Status(new JsonObject { ["recipient_id"] = Number, ["recipient_user_id"] = UserId }));

    [Fact]
    public async Task A_name_that_comes_with_a_second_copy_of_a_message_counts() => await AssertScoresAsync(
        42, Texts.WhatsApp([Texts.WhatsAppMessage()]),
        44, Texts.WhatsApp([Texts.WhatsAppMessage()], [Texts.Contact()]));

    [Fact]
    public async Task A_person_who_only_made_a_choice_has_a_score()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        await shop.SendAsync(Preference().Json(), secret: Shop.WhatsAppSecret);
        await shop.Service<Rescorer>().RunAsync(CancellationToken.None);

        var lead = shop.Read(context => context.Users.Single());
        Assert.Equal((8, CustomerLabel.Cold), (lead.LeadScore, lead.CustomerLabel));
    }

    private static async Task AssertScoresAsync(int before, JsonObject message, int after, JsonObject more)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        Assert.Equal(before, await ScoreAfterAsync(shop, message));
        Assert.Equal(after, await ScoreAfterAsync(shop, more));
    }

    private static async Task<int> ScoreAfterAsync(Shop shop, JsonObject delivery)
    {
        await shop.SendAsync(delivery.Json(), secret: Shop.WhatsAppSecret);
        await shop.Service<Rescorer>().RunAsync(CancellationToken.None);
        return shop.Read(context => context.Users.Single().LeadScore);
    }

    private static JsonObject Status(JsonObject status, params JsonObject[] contacts)
    {
        (status["id"], status["status"], status["timestamp"]) = ("wamid.answer", "delivered", $"{Texts.Before / 1000}");
        return Change("statuses", status, contacts);
    }

    private static JsonObject Preference() => Change("user_preferences", new JsonObject
    {
        ["wa_id"] = Number,
        ["category"] = "marketing_messages",
        ["value"] = "stop",
        ["timestamp"] = Texts.Before / 1000,
    });

    private static JsonObject Change(string list, JsonObject item, params JsonObject[] contacts)
    {
        var delivery = Texts.WhatsApp([], contacts);
        var change = delivery["entry"]![0]!["changes"]![0]!;
        var value = change["value"]!.AsObject();
        value.Remove("messages");
        value[list] = new JsonArray(item);
        change["field"] = list == "statuses" ? "messages" : list;
        return delivery;
    }
}
