using System.Text.Json.Nodes;
using Migochat.Data;

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

        Assert.Equal(MessageSource.AdMessage, Stored().MessageSource);
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
    public void A_deletion_does_not_change_that_the_copy_that_says_something_counts()
    {
        var unsupported = Texts.WhatsAppMessage();
        unsupported["type"] = "unsupported";
        unsupported.Remove("text");
        var revoke = Texts.WhatsAppMessage("wamid.2");
        revoke["type"] = "revoke";
        revoke["revoke"] = new JsonObject { ["original_message_id"] = "wamid.1" };

        AssertSame(Texts.WhatsApp([Texts.WhatsAppMessage()]), Texts.WhatsApp([revoke]), Texts.WhatsApp([unsupported]));

        Assert.Equal("text", Stored().MessageType);
    }

    [Fact]
    public void Edits_with_text_with_media_and_with_neither_give_the_same_in_every_order()
    {
        AssertSame(
            Image("1", "قديم"),
            Edit(10, new JsonObject { ["type"] = "image", ["image"] = new JsonObject { ["id"] = "2" } }),
            Edit(20, new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = "جديد" } }),
            Edit(30, null));

        var metadata = JsonNode.Parse(Stored().MessageMetadata!)!;
        Assert.Equal(("جديد", "2", "قديم"), (Stored().MessageText, (string?)metadata["content"]!["id"], (string?)metadata["original_text"]));
        Assert.Equal((true, "1"), ((bool?)metadata["edited"]!["silent"], (string?)metadata["original_content"]!["id"]));
    }

    private static JsonObject Image(string id, string caption)
    {
        var image = Texts.WhatsAppMessage();
        image.Remove("text");
        image["type"] = "image";
        image["image"] = new JsonObject { ["id"] = id, ["caption"] = caption };
        return Texts.WhatsApp([image]);
    }

    private static JsonObject Edit(int seconds, JsonObject? message)
    {
        var edit = Texts.WhatsAppMessage($"wamid.e{seconds}", time: Texts.Before + (seconds * 1000));
        edit.Remove("text");
        edit["type"] = "edit";
        edit["edit"] = new JsonObject { ["original_message_id"] = "wamid.1", ["message"] = message };
        return Texts.WhatsApp([edit]);
    }

    [Fact]
    public void An_answer_of_the_page_under_two_comments_stays_where_it_was_and_fails_nothing()
    {
        _ledger.Write([Comment("add", "ا", 1, Person), Comment("add", "ب", 1, "5550001112223335", "1_21"), Answer("1_20"), Answer("1_21")]);

        Assert.Equal(2, _ledger.Read(context => context.Users.Count()));
    }

    public void Dispose() => _ledger.Dispose();

    private Message Stored() => _ledger.Read(context => context.Messages.Single());

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
