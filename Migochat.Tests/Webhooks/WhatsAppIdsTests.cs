using Migochat.People;

namespace Migochat.Tests.Webhooks;

public sealed class WhatsAppIdsTests
{
    [Theory]
    [InlineData("EG.1", true)]
    [InlineData("EG.13491208655302741918", true)]
    [InlineData("EG.aZ09", true)]
    [InlineData("EG.ENT.118", false)]
    [InlineData("EG.", false)]
    [InlineData("eg.1", false)]
    [InlineData("EGY.1", false)]
    [InlineData("EG.1 2", false)]
    [InlineData("201001112223", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_user_id_is_a_country_and_letters_and_digits(string? id, bool expected)
    {
        Assert.Equal(expected, WhatsAppIds.IsUserId(id));
    }

    [Fact]
    public void A_user_id_has_at_most_128_characters_after_its_country()
    {
        Assert.True(WhatsAppIds.IsUserId("EG." + new string('1', 128)));
        Assert.False(WhatsAppIds.IsUserId("EG." + new string('1', 129)));
    }

    [Theory]
    [InlineData("+20 123 456-7890", "201234567890")]
    [InlineData("1-555-123-4567", "15551234567")]
    [InlineData("PHONE_NUMBER", null)]
    [InlineData(null, null)]
    public void A_displayed_number_is_its_digits(string? displayed, string? expected)
    {
        Assert.Equal(expected, WhatsAppIds.DisplayedDigits(displayed));
    }

    [Theory]
    [InlineData("User Mona changed from EG.111 to EG.222", "EG.111")]
    [InlineData("Mona changed from 201001112223 to 201112223334", "201001112223")]
    [InlineData("Mona changed from +201001112223 to +201112223334", "201001112223")]
    [InlineData("User 201555555555 changed from EG.111 to EG.222", "EG.111")]
    [InlineData("User changed from 201555555555 to x changed from EG.111 to EG.222", "EG.111")]
    [InlineData("User Mona changed from EG.ENT.111 to EG.ENT.222", null)]
    [InlineData("User Mona changed from PHONE_NUMBER to PHONE_NUMBER", null)]
    [InlineData("User 201555555555 changed their number", null)]
    [InlineData("changed from ", null)]
    [InlineData(null, null)]
    public void The_former_id_in_a_system_text_is_never_taken_from_the_name(string? body, string? expected)
    {
        Assert.Equal(expected, WhatsAppIds.PreviousIn(body)?.Value);
    }
}
