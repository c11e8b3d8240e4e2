using System.Security.Cryptography;
using System.Text;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Privacy;

/// <summary>
/// Makes and recognises the hashes of erased ids: HMAC-SHA256 with a key of ours, in hex. Without the key nobody can find the
/// phone number of a hash by trying all of them.
/// </summary>
internal sealed class ErasureHasher
{
    private readonly byte[][] _keys;

    /// <param name="keys">The first makes new hashes, all of them recognise old ones.</param>
    /// <exception cref="ErasureKeyMissingException">There is none.</exception>
    public ErasureHasher(IReadOnlyList<string> keys)
    {
        if (keys.Count == 0)
            throw new ErasureKeyMissingException();
        _keys = [.. keys.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>An id of a person, under the present key.</summary>
    public string Of(Identity identity) => Hash(_keys[0], ContentOf(identity));

    /// <summary>A message's key, under the present key.</summary>
    public string OfMessage(string key) => Hash(_keys[0], ContentOf(key));

    /// <summary>The same under every key that may have made it.</summary>
    public IEnumerable<string> AllOf(Identity identity) => _keys.Select(key => Hash(key, ContentOf(identity)));

    /// <summary>The same under every key that may have made it.</summary>
    public IEnumerable<string> AllOfMessage(string messageKey) => _keys.Select(key => Hash(key, ContentOf(messageKey)));

    private static string ContentOf(Identity identity) => $"{identity.Kind}\n{identity.Value}";

    private static string ContentOf(string messageKey) => $"message\n{messageKey}";

    private static string Hash(byte[] key, string content) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content)));
}
