using Migochat.Texts;

namespace Migochat.Tests.MessageTexts;

/// <summary>Texts that say nothing but thanks, an emoji or an "ok".</summary>
public sealed class CourtesyTests
{
    private static readonly MessageTextReader Reader = new();

    [Theory]
    [InlineData("شكرا")]
    [InlineData("شكراً جداً يا فندم")]
    [InlineData("متشكرين أوي 🙏🙏")]
    [InlineData("تسلم ايديكم!")]
    [InlineData("Thank you so much")]
    [InlineData("thx")]
    [InlineData("shokran")]
    [InlineData("ok")]
    [InlineData("OK 👍")]
    [InlineData("اوكي")]
    [InlineData("تمام، شكرا")]
    [InlineData("ماشي")]
    [InlineData("tamam")]
    [InlineData("👍")]
    [InlineData("❤️❤️")]
    [InlineData("👍🏽 😂 !")]
    public void Such_a_text_wants_no_second_answer(string text)
    {
        var signals = Reader.Read(text);

        Assert.True(signals.IsCourtesy);
        Assert.True(TextSignals.Parse(signals.ToString())!.IsCourtesy);
        Assert.True(TextSignals.SaysCourtesy(signals.ToString()));
    }

    [Theory]
    [InlineData("بكام؟")]
    [InlineData("شكرا، بكام ده؟")]
    [InlineData("شكرا بس الفرع فين")]
    [InlineData("ok?")]
    [InlineData("تمام عايز واحدة")]
    [InlineData("اه")]
    [InlineData("لا شكرا")]
    [InlineData("لا")]
    [InlineData("شكرا على المنتج المكسور")]
    [InlineData("شكرا على النصب")]
    [InlineData("thanks for nothing")]
    [InlineData("السلام عليكم")]
    [InlineData("ok 2")]
    [InlineData("❓")]
    [InlineData("؟")]
    [InlineData("...")]
    [InlineData("تمام المنصورة")]
    [InlineData("ok спасибо")]
    [InlineData("привет")]
    [InlineData("لو سمحت")]
    [InlineData("")]
    public void Any_other_text_wants_one(string text) => Assert.False(Reader.Read(text).IsCourtesy);
}
