using CsCheck;
using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Tests.MessageTexts;

public sealed class MessageTextReaderTests
{
    private static readonly MessageTextReader Reader = new();

    [Theory]
    [InlineData("السعر", "price")]
    [InlineData("الـســعــر كـام", "price")]
    [InlineData("سِعْرُ العِطْر كام", "price")]
    [InlineData("كااااام السعر", "price")]
    [InlineData("bkam el fostan", "price")]
    [InlineData("BEKAAAAM??", "price")]
    [InlineData("عايز أحجز", "order")]
    [InlineData("عاااايز احجزززز", "order")]
    [InlineData("متورف؟", "availability")]
    [InlineData("هل هو avaliable", "availability")]
    [InlineData("ﺍﻟﺴﻌﺮ", "price")]
    [InlineData("سعرالكفر السليكون", "price")]
    [InlineData("فمش هطلب تاني", "refusal")]
    public void Spellings_are_one(string text, string expected) => Assert.Equal(expected, Intents(text));

    [Theory]
    [InlineData("عايز الفستان ده", "order")]
    [InlineData("مش عايز الفستان ده", "refusal")]
    [InlineData("الغي الاوردر", "refusal")]
    [InlineData("متلغوش الاوردر", "order")]
    [InlineData("don't cancel my order", "order")]
    [InlineData("كنت عايز اطلب بس خلاص مش عايز", "refusal")]
    [InlineData("مش عايز الاحمر، احجزلي الازرق", "order")]
    [InlineData("كنت هاخدها بس صرفت نظر", "refusal")]
    [InlineData("ابعتهولي على العنوان", "order")]
    [InlineData("شيلوا الشنطه من الاوردر", "refusal")]
    [InlineData("مفيش مشكله", "")]
    public void Negation_turns_a_phrase_round(string text, string expected) => Assert.Equal(expected, Intents(text));

    [Theory]
    [InlineData("شكرا", "thanks")]
    [InlineData("لا شكرا", "refusal")]
    [InlineData("شكرا جدا بس مش محتاجاه", "refusal,thanks")]
    [InlineData("شكرا على المنتج المكسور", "complaint")]
    [InlineData("المنتج مكسور عايز ابدله وشكرا", "complaint,thanks")]
    [InlineData("الاوردر اتاخر", "delivery,complaint")]
    [InlineData("الشحن بكام", "delivery")]
    [InlineData("بكام الشنطه والشحن للمنيا بكام", "price,delivery")]
    [InlineData("غالي، مش هقدر", "price,refusal")]
    [InlineData("السعر تمام احجزلي اتنين", "order")]
    [InlineData("طلبت منكم قبل كده", "")]
    [InlineData("ازاي بستخدم الكريم ده؟", "")]
    [InlineData("هفكر وارد عليكم", "")]
    [InlineData("محتاجه وظيفه عندكم", "")]
    [InlineData("المكنسه كام وات", "availability")]
    [InlineData("الخامه قطن ولا بوليستر؟", "availability")]
    [InlineData("عايز القميص مقاس لارج", "order")]
    [InlineData("عايز اعرف المقاسات المتاحه", "availability")]
    [InlineData("عايزه بوكيه يوصل مصر الجديده", "order")]
    [InlineData("السلام عليكم، متوفر منه اسود؟", "availability,greeting")]
    [InlineData("هل هذا المنتج متوفر؟ وما سعره؟", "price,availability")]
    [InlineData("the mixer came out of order", "")]
    public void Phrases_bear_on_each_other(string text, string expected) => Assert.Equal(expected, Intents(text));

    [Fact]
    public void No_text_breaks_the_reader()
    {
        const string Letters = "عايزكمالسرتيوصلشنفbkam3ez7 01٠١٢+-.,،؟?\n\u0640\u064b\u0000\u200f\ud83d\ude00\ufefb\ufdfa";
        var letters = Gen.Int[0, Letters.Length - 1].Select(at => Letters[at]);
        Gen.OneOf(Gen.String, letters.Array[0, 400].Select(chosen => new string(chosen))).Sample(text =>
        {
            var signals = Reader.Read(text);

            Assert.Equal(signals with { Phone = null }, TextSignals.Parse(signals.ToString()));
        });
    }

    [Theory]
    [InlineData("عايز ")]
    [InlineData("مش عايز اعرف بكام الشحن ")]
    [InlineData("01012345678 ")]
    [InlineData("1 ")]
    [InlineData("😀")]
    [InlineData("\ud83d")]
    [InlineData("ا")]
    [InlineData("\u0007")]
    [InlineData("من يوم ")]
    public void Time_grows_with_the_words_and_ends(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));

        Assert.NotNull(Reader.Read(text));
        Assert.InRange(Steps(text[..2000]), 0, 2_000_000);
        Assert.InRange(Steps(text[..4000]), 0, (Steps(text[..2000]) * 3) + 1000);
    }

    [Fact]
    public void Only_the_beginning_of_a_long_text_is_read()
    {
        var padding = new string(' ', MessageTextReader.MostCharacters);

        Assert.Equal("price", Intents("بكام" + padding));
        Assert.Equal("", Intents(padding + "بكام"));
    }

    private static int Steps(string text)
    {
        var folded = new char[text.Length];
        return new AnalysedText(Lexicon.Embedded, Tokenizer.Cut(text, folded), folded).Steps;
    }

    private static string Intents(string text) => string.Join(',',
        from intent in Enum.GetValues<Intents>()
        where intent != Migochat.Texts.Intents.None && Reader.Read(text).Has(intent)
        select EnumText.Wire(intent));
}
