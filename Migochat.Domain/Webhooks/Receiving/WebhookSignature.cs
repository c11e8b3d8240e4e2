using System.Buffers;
using System.Security.Cryptography;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// Checks the signature of a delivery. It is in the header <c>X-Hub-Signature-256</c>: <c>sha256=</c> and 64 hex digits, an HMAC of
/// the body with an app secret.
/// </summary>
public static class WebhookSignature
{
    public const string HeaderName = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    /// <summary>True if the header has the form of a signature, so that the body must be read to check it.</summary>
    public static bool IsHeader(string? header) => TryParse(header, stackalloc byte[HMACSHA256.HashSizeInBytes]);

    /// <summary>False for a missing header, another algorithm, a wrong length, or characters that are not hex digits.</summary>
    /// <param name="header">The header's only value.</param>
    /// <param name="signature">Receives 32 bytes.</param>
    public static bool TryParse(string? header, Span<byte> signature)
    {
        if (header is null || header.Length != Prefix.Length + 2 * HMACSHA256.HashSizeInBytes || !header.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        return Convert.FromHexString(header.AsSpan(Prefix.Length), signature, out _, out var written) == OperationStatus.Done
            && written == HMACSHA256.HashSizeInBytes;
    }

    /// <summary>
    /// The objects that this signature is valid for; empty if no secret made it. The time depends only on the body's length and
    /// the number of secrets.
    /// </summary>
    /// <param name="secrets">The configured app secrets.</param>
    /// <param name="body">The bytes exactly as received.</param>
    /// <param name="signature">32 bytes, decoded from the header.</param>
    public static IReadOnlySet<MetaObject> Verify(AppSecrets secrets, ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature)
    {
        var objects = new HashSet<MetaObject>();
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var (key, signs) in secrets.All)
        {
            HMACSHA256.HashData(key, body, expected);
            if (CryptographicOperations.FixedTimeEquals(expected, signature))
                objects.UnionWith(signs);
        }

        return objects;
    }
}
