using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Tests.MessageTexts;

public sealed class TextSignalsTests
{
    [Fact]
    public void As_text_they_hold_no_number()
    {
        var signals = new TextSignals(Intents.Order | Intents.Thanks, Governorate.RedSea, true, "1f0c") { Phone = "+201012345678" };

        Assert.Equal("""{"v":"1f0c","i":["order","thanks"],"g":"red_sea","p":true}""", signals.ToString());
        Assert.Equal(signals with { Phone = null }, TextSignals.Parse(signals.ToString()));
    }

    [Fact]
    public void Nothing_found_is_short()
    {
        var signals = new TextSignals(Intents.None, null, false, "1f0c");

        Assert.Equal("""{"v":"1f0c","i":[]}""", signals.ToString());
        Assert.Equal(signals, TextSignals.Parse(signals.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"v\":1}")]
    [InlineData("{\"v\":")]
    public void What_is_none_is_read_as_none(string? text) => Assert.Null(TextSignals.Parse(text));

    [Fact]
    public void What_a_later_version_adds_is_left_out() =>
        Assert.Equal(new TextSignals(Intents.Price, null, false, "2"), TextSignals.Parse("""{"v":"2","i":["price","dance",7],"g":"atlantis","p":"no","x":1}"""));
}
