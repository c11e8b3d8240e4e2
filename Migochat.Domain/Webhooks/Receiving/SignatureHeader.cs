using System.Buffers;
using System.Security.Cryptography;

namespace Migochat.Webhooks;

/// <summary>The header <c>X-Hub-Signature-256: sha256=</c> and 64 hex digits, as Meta documents it.</summary>
public static class SignatureHeader
{
    public const string Name = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    /// <summary>Whether it is worth reading a body to compare it.</summary>
    public static bool IsOne(string? header) => TryParse(header, stackalloc byte[HMACSHA256.HashSizeInBytes]);

    /// <summary>False for a missing header, another algorithm, a wrong length or what is not hex.</summary>
    /// <param name="header">The header's only value.</param>
    /// <param name="signature">Receives 32 bytes.</param>
    public static bool TryParse(string? header, Span<byte> signature)
    {
        if (header is null || header.Length != Prefix.Length + 2 * HMACSHA256.HashSizeInBytes || !header.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        return Convert.FromHexString(header.AsSpan(Prefix.Length), signature, out _, out var written) == OperationStatus.Done
            && written == HMACSHA256.HashSizeInBytes;
    }
}
