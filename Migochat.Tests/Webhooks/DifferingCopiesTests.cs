using System.Text.Json.Nodes;

namespace Migochat.Tests.Webhooks;

/// <summary>Copies of one message that do not say the same: which one counts must not depend on which came first.</summary>
public sealed class DifferingCopiesTests : IDisposable
{
    private const string Person = "5550001112223334";

    private readonly Ledger _ledger = new();

    [Fact]
    public void Of_two_copies_of_a_comment_at_one_time_the_one_that_names_the_ad_counts()
    {
        AssertSame(InstagramComment("79"), InstagramComment(null));

        Assert.Equal("AD_MESSAGE", Assert.Single(_ledger.Rows("SELECT message_source FROM messages"))["message_source"]);
    }

    [Fact]
    public void Who_wrote_a_comment_does_not_decide_which_of_its_copies_counts() =>
        AssertSame(Comment("add", "ب", 2), Comment("add", "ا", 2), Comment("add", "تمام", 1, Person));

    [Fact]
    public void An_author_named_by_an_edit_does_not_either() =>
        AssertSame(Comment("add", "ا", 1), Comment("add", "ب", 1), Comment("edited", "تمام", 2, Person));

    [Fact]
    public void A_deletion_between_two_copies_does_not_change_which_of_them_counts()
    {
        var revoke = Texts.WhatsAppMessage();
        revoke["type"] = "revoke";
        revoke["revoke"] = new JsonObject { ["original_message_id"] = "wamid.1" };
        revoke["id"] = "wamid.2";
        var forwarded = Texts.WhatsAppMessage(text: "ا");
        forwarded["context"] = new JsonObject { ["forwarded"] = true };
        forwarded["referral"] = new JsonObject { ["source_type"] = "ad", ["source_id"] = "9" };

        AssertSame(Texts.WhatsApp([Texts.WhatsAppMessage(text: "ب")]), Texts.WhatsApp([revoke]), Texts.WhatsApp([forwarded]));
    }

    [Fact]
    public void An_answer_of_the_page_under_two_comments_stays_where_it_was_and_fails_nothing()
    {
        _ledger.Write([Comment("add", "ا", 1, Person), Comment("add", "ب", 1, "5550001112223335", "1_21"), Answer("1_20"), Answer("1_21")]);

        Assert.Equal(2, _ledger.Rows("SELECT id FROM users").Length);
    }

    public void Dispose() => _ledger.Dispose();

    private void AssertSame(params JsonNode[] deliveries)
    {
        var first = _ledger.Write(deliveries);
        foreach (var order in Orders(deliveries))
            LedgerText.Compare(first, _ledger.Write(order));
    }

    private static IEnumerable<JsonNode[]> Orders(JsonNode[] deliveries)
    {
        if (deliveries.Length < 2)
            return [deliveries];
        return deliveries.SelectMany((delivery, index) => Orders([.. deliveries[..index], .. deliveries[(index + 1)..]]).Select(others => (JsonNode[])[delivery, .. others]));
    }

    private static JsonObject InstagramComment(string? ad) => Texts.Envelope("instagram", Texts.InstagramId, "changes", new JsonObject
    {
        ["field"] = "comments",
        ["value"] = new JsonObject
        {
            ["id"] = "301",
            ["from"] = new JsonObject { ["id"] = "1789456123004567" },
            ["media"] = new JsonObject { ["id"] = "180", ["ad_id"] = ad },
            ["text"] = "بكام",
        },
    });

    private static JsonObject Answer(string to) => Comment("add", "تم", 2, Texts.PageId, "1_22", to);

    private static JsonObject Comment(string verb, string text, int seconds, string? author = null, string id = "1_20", string parent = "1_2")
    {
        var value = new JsonObject
        {
            ["item"] = "comment",
            ["verb"] = verb,
            ["comment_id"] = id,
            ["post_id"] = "1_2",
            ["parent_id"] = parent,
            ["message"] = text,
            [verb == "add" ? "created_time" : "edited_time"] = Texts.Before / 1000 - 100 + seconds,
        };
        if (author is not null)
            value["from"] = new JsonObject { ["id"] = author };
        return Texts.Envelope("page", Texts.PageId, "changes", new JsonObject { ["field"] = "feed", ["value"] = value });
    }
}
