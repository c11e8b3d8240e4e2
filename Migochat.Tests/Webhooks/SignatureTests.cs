using System.Text;
using Migochat.Data;
using Migochat.Settings;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

public sealed class SignatureTests
{
    // Made with: printf '%s' BODY | openssl dgst -sha256 -hmac SECRET
    private const string Secret = "a-secret-for-vectors";

    [Theory]
    [InlineData("""{"text":"\u0628\u0643\u0627\u0645\u061f \ud83d\ude0d"}""", "438e6dc5a9d0ff839c230376fdc29144f9f7eef47574f5fedccb3f7d0ffd43ab")]
    [InlineData("""{"text":"بكام؟ 😍"}""", "30834974e673173f862c288d489c78742eca99a650f30960fe7e1c5ae32460ff")]
    [InlineData("""{"url":"https:\/\/example.com\/?a=1@b"}""", "404cbe7e3a671da28121180419851367b8d2d0d72300b50d9473fa2f5910ebbb")]
    public void The_signature_is_over_the_bytes_as_received(string body, string signature)
    {
        Assert.Contains(MetaObject.Page, Verify(body, "sha256=" + signature));
        Assert.Contains(MetaObject.Page, Verify(body, "sha256=" + signature.ToUpperInvariant()));
        Assert.Empty(Verify(body + " ", "sha256=" + signature));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sha256=")]
    [InlineData("sha256=0g")]
    [InlineData(" sha256=000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha512=000000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_signature_is_not_parsed(string? header)
    {
        Assert.False(WebhookSignature.TryParse(header, new byte[32]));
    }

    [Fact]
    public void Each_of_two_secrets_signs_while_they_rotate()
    {
        var secrets = WithFacebookSecret("old , new");

        foreach (var secret in (string[])["old", "new"])
            Assert.Contains(MetaObject.WhatsApp, WebhookSignature.Verify(secrets, "{}"u8, Bytes(Shop.Sign("{}", secret))));
        Assert.Empty(WebhookSignature.Verify(secrets, "{}"u8, Bytes(Shop.Sign("{}", "older"))));
    }

    private static IReadOnlySet<MetaObject> Verify(string body, string header)
    {
        var secrets = WithFacebookSecret(Secret);
        return WebhookSignature.Verify(secrets, Encoding.UTF8.GetBytes(body), Bytes(header));
    }

    private static AppSecrets WithFacebookSecret(string value) => AppSecrets.From(new SettingsSnapshot(
        new Dictionary<string, SettingValue>(StringComparer.Ordinal) { [SettingKeys.FbAppSecret] = new(value, SettingSource.AppSetting) }));

    private static byte[] Bytes(string header)
    {
        var signature = new byte[32];
        Assert.True(WebhookSignature.TryParse(header, signature));
        return signature;
    }
}
