using Migochat.Texts;

namespace Migochat.Tests.MessageTexts;

public sealed class IntentEvidenceTests
{
    private static readonly MessageTextReader Reader = new();

    [Theory]
    [InlineData("صباح الخير، بكام الشنطة دي؟", Intents.Price, "بكام")]
    [InlineData("صباح الخير، بكام الشنطة دي؟", Intents.Greeting, "صباح الخير،")]
    [InlineData("شُكراً يا جماعة", Intents.Thanks, "شُكراً")]
    public void The_words_are_found_in_the_text(string text, Intents intent, string words)
    {
        var evidence = Reader.Read(text).Evidence;

        Assert.Equal(words, IntentEvidence.Words(evidence, intent, text));
        Assert.Equal("words", IntentEvidence.ReadBy(evidence, intent));
    }

    [Fact]
    public void Stored_signals_hold_no_word_of_the_text()
    {
        var signals = Reader.Read("صباح الخير، how much is the bag?").ToString();

        Assert.DoesNotContain("صباح", signals, StringComparison.Ordinal);
        Assert.DoesNotContain("much", signals, StringComparison.Ordinal);
        Assert.Equal(signals, TextSignals.Parse(signals)!.ToString());
    }

    [Theory]
    [InlineData("price", "model")]
    [InlineData("order:0+3", "unknown")]
    [InlineData(null, "unknown")]
    public void Without_words_there_are_none(string? evidence, string readBy)
    {
        Assert.Null(IntentEvidence.Words(evidence, Intents.Price, "a text"));
        Assert.Equal(readBy, IntentEvidence.ReadBy(evidence, Intents.Price));
    }

    [Theory]
    [InlineData("price:3+90")]
    [InlineData("price:-1+2")]
    [InlineData("price:x")]
    [InlineData("price:99999999999+1")]
    public void Evidence_of_another_text_gives_no_words(string evidence) => Assert.Null(IntentEvidence.Words(evidence, Intents.Price, "a text"));

    [Fact]
    public void What_differs_in_evidence_alone_is_alike()
    {
        var one = new TextSignals(Intents.Price, null, true, "1f0c") { Evidence = "price:0+4" }.ToString();
        var other = new TextSignals(Intents.Price, null, true, "1f0c") { Evidence = "price" }.ToString();

        Assert.Equal(TextSignals.WithoutEvidence(one).ToString(), TextSignals.WithoutEvidence(other).ToString());
    }
}
