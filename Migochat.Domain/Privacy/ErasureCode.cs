using System.Security.Cryptography;

namespace Migochat.Privacy;

/// <summary>The code of a receipt: 128 random bits in hex, which nobody guesses.</summary>
internal static class ErasureCode
{
    private const int Bytes = 16;

    /// <summary>32 lower-case hex digits.</summary>
    public const int Length = 2 * Bytes;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
}
