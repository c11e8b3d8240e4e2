using System.Text;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Tests.Webhooks;

public sealed class MetaJsonTests
{
    [Theory]
    [InlineData("\"17841405309211844\"", "17841405309211844")]
    [InlineData("17841405309211844", "17841405309211844")]
    [InlineData("92233720368547758079223372036854775807", "92233720368547758079223372036854775807")]
    [InlineData("\" 12 \"", "12")]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("true", null)]
    public void An_id_keeps_its_digits_whether_string_or_number(string json, string? expected)
    {
        Assert.Equal(expected, Parse(json).Id());
    }

    [Theory]
    [InlineData("\"\\u0628\\u0643\\u0627\\u0645 \\ud83d\\ude0d\"", "بكام 😍")]
    [InlineData("\"بكام 😍\"", "بكام 😍")]
    [InlineData("\"a\\/b\\\\c\\\"d\\n\\t\\b\\f\\r\"", "a/b\\c\"d\n\t\b\f\r")]
    [InlineData("\"cut \\ud83d\"", "cut \uFFFD")]
    [InlineData("\"\\ude0d turned \\ud83d round\"", "\uFFFD turned \uFFFD round")]
    [InlineData("\"nul\\u0000\"", "nul\uFFFD")]
    [InlineData("3", null)]
    public void A_text_is_the_same_escaped_or_not_and_always_sound(string json, string? expected)
    {
        Assert.Equal(expected, Parse(json).Text());
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_become_replacement_characters()
    {
        byte[] json = [(byte)'"', (byte)'a', 0xFF, (byte)'b', (byte)'"'];

        Assert.Equal("a\uFFFDb", JsonDocument.Parse(json).RootElement.Text());
    }

    [Theory]
    [InlineData("""{"a":1,"id":2}""", "2")]
    [InlineData("""{"id":1,"id":2}""", "2")]
    [InlineData("""{"\u0069d":3}""", "3")]
    [InlineData("""{"\ud800abcdef":1,"id":4}""", "4")]
    [InlineData("""{"id":5,"\ud800":1}""", "5")]
    [InlineData("""{"id":1,"id":null}""", null)]
    [InlineData("""{"ID":1}""", null)]
    [InlineData("[1]", null)]
    public void A_member_is_found_whatever_its_neighbours_are_called(string json, string? expected)
    {
        Assert.Equal(expected, Parse(json).Get("id"u8).Id());
    }

    [Theory]
    [InlineData("1772366100", 1772366100L)]
    [InlineData("\"1772366100\"", 1772366100L)]
    [InlineData("1772366100.9", 1772366100L)]
    [InlineData("1e400", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("[]", null)]
    public void A_whole_number_may_be_a_string(string json, long? expected)
    {
        Assert.Equal(expected, Parse(json).Whole());
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(Encoding.UTF8.GetBytes(json)).RootElement;
}
