using System.Buffers;
using System.Security.Cryptography;

namespace Migochat.Benchmarks.Floors;

/// <summary>The check of Meta's <c>X-Hub-Signature-256</c>: <c>sha256=</c> and the HMAC-SHA256 of the raw body in 64 hexadecimal digits.</summary>
public static class Signature
{
    private const string Scheme = "sha256=";

    /// <summary>Whether the header signs the body with the secret; takes the same time wherever the signatures differ.</summary>
    public static bool Matches(string header, ReadOnlySpan<byte> body, ReadOnlySpan<byte> secret)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (header.Length != Scheme.Length + (2 * HMACSHA256.HashSizeInBytes) || !header.StartsWith(Scheme, StringComparison.Ordinal))
            return false;

        if (Convert.FromHexString(header.AsSpan(Scheme.Length), claimed, out _, out _) != OperationStatus.Done)
            return false;

        HMACSHA256.HashData(secret, body, actual);
        return CryptographicOperations.FixedTimeEquals(claimed, actual);
    }
}
