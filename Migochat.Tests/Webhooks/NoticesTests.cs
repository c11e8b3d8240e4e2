using System.Collections.Frozen;
using System.Reflection;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

/// <summary>docs/events.md names every notice that is only counted.</summary>
public sealed class NoticesTests
{
    [Theory]
    [InlineData("object of the envelope", nameof(Notices.Objects))]
    [InlineData("member of a messaging item", nameof(Notices.MessagingItems))]
    [InlineData("field of a page", nameof(Notices.PageFields))]
    [InlineData("item of a page's feed", nameof(Notices.FeedItems))]
    [InlineData("field of an Instagram account", nameof(Notices.InstagramFields))]
    [InlineData("field of a WhatsApp business account", nameof(Notices.WhatsAppFields))]
    [InlineData("item of a WhatsApp field that is read", nameof(Notices.WhatsAppItems))]
    public void The_document_lists_each_set(string where, string set)
    {
        var names = (FrozenSet<string>)typeof(Notices).GetField(set)!.GetValue(null)!;

        Assert.Equal(names.Order(StringComparer.Ordinal), Written(where).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_document_lists_the_names_that_stand_alone()
    {
        var names = from field in typeof(Notices).GetFields()
                    where field.IsLiteral
                    select (string)field.GetRawConstantValue()!;

        Assert.Equal(names.Order(StringComparer.Ordinal), Written("item of another kind that is read").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_document_lists_nothing_else()
    {
        var sets = typeof(Notices).GetFields(BindingFlags.Public | BindingFlags.Static).Count(field => !field.IsLiteral);

        Assert.Equal(sets + 1, Rows().Count());
    }

    private static IEnumerable<string> Written(string where) =>
        Rows().Single(row => row[0] == where)[2].Split(", ").Select(name => name.Trim('`'));

    private static IEnumerable<string[]> Rows() => Repository.Table("docs/events.md", "## Counted, not stored");
}
