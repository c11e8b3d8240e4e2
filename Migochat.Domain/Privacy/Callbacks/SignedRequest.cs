using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Migochat.Data;

namespace Migochat.Privacy;

/// <summary>
/// The body of Meta's privacy callbacks: base64url of a signature, a dot, base64url of a JSON object, both without padding.
/// The signature is HMAC-SHA256 over the encoded object with the app secret.
/// </summary>
/// <param name="UserId">The person's id for this app.</param>
/// <param name="IssuedAt">UTC.</param>
internal sealed record SignedRequest(string UserId, DateTime IssuedAt)
{
    /// <summary>Meta's requests are not longer.</summary>
    public const int MaxLength = 4096;

    // Meta may repeat a callback after an outage of ours. An older copy was kept by a stranger.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private const string Algorithm = "HMAC-SHA256";

    /// <param name="text">As it was posted.</param>
    /// <param name="secrets">Every app secret that may have signed it.</param>
    /// <param name="now">UTC; a request issued more than five minutes later is refused.</param>
    /// <param name="request">The signed content.</param>
    public static SignedRequestCheck Read(string? text, IReadOnlyList<string> secrets, DateTime now, out SignedRequest? request)
    {
        request = null;
        if (text is not { Length: > 0 and <= MaxLength } || text.Split('.') is not [var signature, var payload])
            return SignedRequestCheck.Malformed;
        if (Decode(signature) is not { Length: HMACSHA256.HashSizeInBytes } signed || Decode(payload) is not { } json)
            return SignedRequestCheck.Malformed;
        if (!IsSigned(payload, signed, secrets))
            return SignedRequestCheck.WrongSignature;
        request = Parse(json, now);
        return request is null ? SignedRequestCheck.Malformed : SignedRequestCheck.Signed;
    }

    /// <summary>Tries every secret, so that the time does not show which one matched.</summary>
    private static bool IsSigned(string payload, byte[] signed, IReadOnlyList<string> secrets)
    {
        var content = Encoding.ASCII.GetBytes(payload);
        var isSigned = false;
        foreach (var secret in secrets)
            isSigned |= CryptographicOperations.FixedTimeEquals(signed, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), content));
        return isSigned;
    }

    private static SignedRequest? Parse(byte[] json, DateTime now)
    {
        using var document = MetaJson.Parse(json);
        if (document is null || document.RootElement.Get("algorithm"u8).Text() != Algorithm)
            return null;
        var issuedAt = EventTime.Sane(document.RootElement.Get("issued_at"u8).Whole(), now);
        var userId = document.RootElement.Get("user_id"u8).Id();
        return issuedAt is { } at && at >= now - Lifetime && userId is { Length: <= Identity.MaxLength } id ? new SignedRequest(id, at) : null;
    }

    /// <summary>Strict: no padding, no other alphabet, no blanks, no bits left over.</summary>
    private static byte[]? Decode(string text)
    {
        if (text.Length == 0 || !text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_') || !Base64Url.IsValid(text))
            return null;
        var bytes = Base64Url.DecodeFromChars(text);
        return Base64Url.EncodeToString(bytes) == text ? bytes : null;
    }
}

/// <summary>The fault of a signed request, if any.</summary>
internal enum SignedRequestCheck
{
    /// <summary>The signature was made with one of our secrets, and the request names a person.</summary>
    Signed,

    /// <summary>It is no signed request, or it has another algorithm, no user, or a time in the future or more than a day ago. 400.</summary>
    Malformed,

    /// <summary>The signature was made with none of our secrets. 401.</summary>
    WrongSignature,
}
