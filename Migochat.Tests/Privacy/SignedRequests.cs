using System.Security.Cryptography;
using System.Text;

namespace Migochat.Tests.Privacy;

/// <summary>Makes signed requests as Meta makes them.</summary>
internal static class SignedRequests
{
    /// <summary>A minute before the tests' clock begins, in seconds since 1970.</summary>
    public const long Issued = 1_772_366_340;

    public static string Signed(string userId, long issuedAt = Issued, string secret = Shop.Secret) =>
        Sign($$"""{"user_id":"{{userId}}","algorithm":"HMAC-SHA256","issued_at":{{issuedAt}}}""", secret);

    /// <summary>Signs what need not be a request that Meta would make.</summary>
    public static string Sign(string json, string secret = Shop.Secret)
    {
        var payload = Payload(json);
        return $"{Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(payload)))}.{payload}";
    }

    /// <summary>The part after the dot.</summary>
    public static string Payload(string json) => Encode(Encoding.UTF8.GetBytes(json));

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
