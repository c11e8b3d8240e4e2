using Migochat.Texts;

namespace Migochat.Tests.MessageTexts;

public sealed class PhoneReadingTests
{
    private static readonly MessageTextReader Reader = new();

    [Theory]
    [InlineData("01012345678", "+201012345678")]
    [InlineData("رقمي ٠١١٢٣٤٥٦٧٠٩", "+201123456709")]
    [InlineData("۰۱۲۱۲۳۴۵۶۷۸", "+201212345678")]
    [InlineData("رقمي01512345678كلمني", "+201512345678")]
    [InlineData("raqmy01012345678", "+201012345678")]
    [InlineData("010-1234-5678", "+201012345678")]
    [InlineData("(010) 1234 5678", "+201012345678")]
    [InlineData("0 1 0 1 2 3 4 5 6 7 8", "+201012345678")]
    [InlineData("+20 10 1234 5678", "+201012345678")]
    [InlineData("+2 0101 234 5678", "+201012345678")]
    [InlineData("0020 101 234 5678", "+201012345678")]
    [InlineData("201012345678", "+201012345678")]
    [InlineData("عايز 3 قطع 01012345678 2 ابيض", "+201012345678")]
    [InlineData("01012345678 / 01112345678", "+201012345678")]
    [InlineData("01012345678 القديم اتقفل، والجديد 01112345678", "+201112345678")]
    [InlineData("الرقم ده غلط 01012345678 خليه 01112345678", "+201112345678")]
    [InlineData("كلموني على 01012345678 ولو مقفول 01112345678", "+201012345678")]
    [InlineData("رقم الاوردر 01012345678 ورقمي 01112345678", "+201112345678")]
    [InlineData("\u202a+20 101 234 5678\u202c", "+201012345678")]
    [InlineData("\u2066+\u200e20 101 234 5678\u2069", "+201012345678")]
    [InlineData("0101 \u2066234\u2069 \u20665678", "+201012345678")]
    [InlineData("010\u061c12345678", "+201012345678")]
    public void Mobile_numbers_are_read_as_E164(string text, string expected) => Assert.Equal(expected, Reader.Read(text).Phone);

    [Theory]
    [InlineData("0101234567")]
    [InlineData("010123456789")]
    [InlineData("01312345678")]
    [InlineData("02 2000 0011")]
    [InlineData("0402000011")]
    [InlineData("+966 55 123 4567")]
    [InlineData("+1 010 1234 5678")]
    [InlineData("00966 501234567")]
    [InlineData("رقم الاوردر 01012345678")]
    [InlineData("سيريال 01012345678")]
    [InlineData("Order #01012345")]
    [InlineData("tracking number 01012345678")]
    [InlineData("0112233445566")]
    [InlineData("010 1234 5678 9")]
    public void Other_numbers_are_none(string text) => Assert.Null(Reader.Read(text).Phone);
}
