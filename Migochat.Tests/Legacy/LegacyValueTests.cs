using Migochat.Data;
using Migochat.Legacy;

namespace Migochat.Tests.Legacy;

public sealed class LegacyValueTests
{
    [Theory]
    [InlineData("2025-11-01 08:00:00.123456", "2025-11-01 08:00:00.123456")]
    [InlineData("2025-11-01 08:00:00", "2025-11-01 08:00:00.000000")]
    [InlineData("2025-11-01 08:00:00.5", "2025-11-01 08:00:00.500000")]
    [InlineData("2025-11-01T08:00:00.1234567", "2025-11-01 08:00:00.123456")]
    [InlineData("2025-11-01T08:00:00Z", "2025-11-01 08:00:00.000000")]
    [InlineData("2025-11-01T01:30:00+02:00", "2025-10-31 23:30:00.000000")]
    [InlineData("2025-11-01 01:30:00.25-0330", "2025-11-01 05:00:00.250000")]
    [InlineData("2025-11-01 08:00:00+02", "2025-11-01 06:00:00.000000")]
    [InlineData("2025-11-01", null)]
    [InlineData("2025-02-30 08:00:00", null)]
    [InlineData("01/11/2025 08:00:00", null)]
    [InlineData("2025-11-01 08:00:00 Cairo", null)]
    [InlineData("", null)]
    [InlineData(1762000000L, null)]
    public void Times(object value, string? expected) => Assert.Equal(expected, LegacyTime.Normalised(value));

    [Theory]
    [InlineData("+20 100 123-4567", null, "+201001234567")]
    [InlineData("00201001234567", null, "+201001234567")]
    [InlineData("01001234567", null, "+201001234567")]
    [InlineData("201001234567", null, "+201001234567")]
    [InlineData("00966500000001", null, "+966500000001")]
    [InlineData("966500000001", "966500000001", "+966500000001")]
    [InlineData("966500000001", null, "966500000001")]
    [InlineData("0233334444", null, "0233334444")]
    [InlineData("(010) 0123 4567", null, "(010) 0123 4567")]
    [InlineData("+12", null, "+12")]
    [InlineData(null, "201001234567", "+201001234567")]
    [InlineData(" ", "201001234567", "+201001234567")]
    [InlineData(null, "123456", null)]
    [InlineData(null, null, null)]
    public void Phones(string? phone, string? whatsApp, string? expected) => Assert.Equal(expected, LegacyPhone.Of(phone, whatsApp));

    [Theory]
    [InlineData(null, "123", IdentityKind.Facebook, "123")]
    [InlineData("Facebook", "123", IdentityKind.Facebook, "123")]
    [InlineData("instagram", "178", IdentityKind.Instagram, "178")]
    [InlineData("whatsapp", "201001234567", IdentityKind.WhatsAppPhone, "201001234567")]
    [InlineData("whatsapp", "+20 100-1234567", IdentityKind.WhatsAppPhone, "201001234567")]
    [InlineData("whatsapp", "00201001234567", IdentityKind.WhatsAppPhone, "201001234567")]
    [InlineData("whatsapp", "01001234567", IdentityKind.WhatsAppPhone, "201001234567")]
    [InlineData("whatsapp", "EG.123", IdentityKind.WhatsAppUser, "EG.123")]
    [InlineData("whatsapp", "lead_9", IdentityKind.Leadgen, "9")]
    [InlineData("facebook", "lead_9", IdentityKind.Leadgen, "9")]
    public void Identities(string? platform, string psid, string kind, string value) =>
        Assert.Equal(new LegacyIdentity(kind, value), LegacyIdentity.Of(platform, psid));

    [Theory]
    [InlineData("whatsapp", "Mona")]
    [InlineData("whatsapp", "٠١٠")]
    [InlineData("whatsapp", "000")]
    [InlineData("telegram", "123")]
    public void What_is_no_identity(string platform, string psid) => Assert.Null(LegacyIdentity.Of(platform, psid));

    [Theory]
    [InlineData("RED_SEA", "RED_SEA")]
    [InlineData("red_sea", "RED_SEA")]
    [InlineData("Red_Sea", "RED_SEA")]
    [InlineData("Red Sea", null)]
    [InlineData("4", null)]
    [InlineData(4L, null)]
    public void Enum_members(object value, string? expected) => Assert.Equal(expected, LegacyText.Member<Governorate>(value));

    [Theory]
    [InlineData(1L, 1L)]
    [InlineData("False", 0L)]
    [InlineData(2L, null)]
    [InlineData("yes", null)]
    public void Flags(object value, long? expected) => Assert.Equal(expected, LegacyText.Flag(value));

    [Theory]
    [InlineData(42L, 42L)]
    [InlineData(12.5, 13L)]
    [InlineData(-0.5, 0L)]
    [InlineData("high", null)]
    [InlineData(3_000_000_000L, null)]
    public void Whole_numbers(object value, long? expected) => Assert.Equal(expected, LegacyText.Whole(value));

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("null", null)]
    [InlineData("", null)]
    [InlineData("[1]", """{"legacy":"[1]"}""")]
    [InlineData("{'a': None}", """{"legacy":"{\u0027a\u0027: None}"}""")]
    public void JSON_objects(string value, string? expected) => Assert.Equal(expected, LegacyText.JsonObject(value));
}
