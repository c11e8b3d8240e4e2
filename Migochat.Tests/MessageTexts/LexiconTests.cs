using Migochat.Texts;

namespace Migochat.Tests.MessageTexts;

public sealed class LexiconTests
{
    private const string Words = "[words]\nfiller: please\nwant: عايز, would like\nto: to\nsend: ~وصل\nlives: in\nfrom: from\nworks: work\nelsewhere: trip\nbranch: branch\nothers: friend\nthing: bag\n"
        + "if: if\ncode: code\nphone: phone\nphone-valid: new\nphone-invalid: old\nphone-use: use\n";

    [Theory]
    [InlineData("{want}", "would like", true)]
    [InlineData("{want} bag", "would bag", false)]
    [InlineData("{want} bag", "would like please bag", true)]
    [InlineData("{want} .. bag", "would like one two three bag", true)]
    [InlineData("{want} .. bag", "would like one two three four bag", false)]
    [InlineData("{want} .. bag", "would like one, bag", false)]
    [InlineData("red? bag", "bag", true)]
    [InlineData("(red|dark green) bag", "dark green bag", true)]
    [InlineData("^ bag", "a bag", false)]
    [InlineData("bag $", "bag please", true)]
    [InlineData("bag $", "bag now", false)]
    [InlineData("bag !{want}", "bag عايز", false)]
    [InlineData("bag !..{want}", "bag one two عايز", false)]
    [InlineData("{send}", "وبتوصلوهالي", true)]
    [InlineData("-وصل", "ومبيوصلش", true)]
    [InlineData("{number} bag", "3 bag", true)]
    [InlineData("bag {question-mark}", "bag؟", true)]
    public void A_phrase_is_written_in_a_line(string phrase, string text, bool isFound)
    {
        var reader = new MessageTextReader(Of($"[order]\n{phrase}\n"));

        Assert.Equal(isFound, reader.Read(text).Has(Intents.Order));
    }

    [Theory]
    [InlineData("[order]\nbag\n", Intents.None)]
    [InlineData("[order sure]\nbag\n", Intents.Order)]
    [InlineData("[order sure]\nbag\n[nothing]\nno bag\n", Intents.None)]
    [InlineData("[order sure]\nbag\n[silence sure]\nno\n", Intents.None)]
    public void The_model_does_not_overrule_what_is_sure(string phrases, Intents expected)
    {
        var reader = new MessageTextReader(Of(phrases), IntentModelTests.Doubting);

        Assert.Equal(expected, reader.Read("no bag").Intents);
    }

    [Theory]
    [InlineData("bag", "before the first")]
    [InlineData("[ordr]\nbag", "ordr")]
    [InlineData("[place atlantis]\nbag", "atlantis")]
    [InlineData("[order]\n(bag", "closing bracket")]
    [InlineData("[order]\n.. bag", "does not begin with a word")]
    [InlineData("[words]\nbag", "name: word")]
    public void What_the_format_does_not_know_is_named_with_its_line(string text, string problem)
    {
        var error = Assert.Throws<FormatException>(() => Of(text));

        Assert.StartsWith("b.txt, line", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_no_line_defines_is_an_error() =>
        Assert.Contains("{wnt}", Assert.Throws<FormatException>(() => Of("[order]\n{wnt}")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_version_changes_with_the_files()
    {
        Assert.Equal(Of("[order]\nbag\n").Version, Of("[order]\r\nbag\r\n").Version);
        Assert.NotEqual(Of("[order]\nbag\n").Version, Of("[order]\nbags\n").Version);
        Assert.Matches("^[0-9a-f]{8}$", new MessageTextReader().Version);
    }

    private static Lexicon Of(string text) => new([("a.txt", Words), ("b.txt", text)]);
}
