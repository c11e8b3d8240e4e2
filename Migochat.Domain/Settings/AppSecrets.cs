using System.Security.Cryptography;
using System.Text;
using Migochat.Data;

namespace Migochat.Settings;

/// <summary>The configured app secrets, each with the <c>object</c>s that it may sign.</summary>
public sealed class AppSecrets
{
    private static readonly MetaObject[] FbObjects = [MetaObject.Page, MetaObject.Instagram, MetaObject.WhatsApp, MetaObject.Other];
    private readonly List<(byte[] Key, MetaObject[] Objects)> _secrets = [];

    /// <summary>False: nothing can be verified, so nothing may be accepted.</summary>
    public bool Any => _secrets.Count > 0;

    public static AppSecrets From(SettingsSnapshot settings)
    {
        var secrets = new AppSecrets();
        secrets.Add(settings.List(SettingKeys.FbAppSecret), FbObjects);
        secrets.Add(settings.List(SettingKeys.InstagramAppSecret), [MetaObject.Instagram, MetaObject.Other]);
        secrets.Add(settings.List(SettingKeys.WhatsAppAppSecret), [MetaObject.WhatsApp, MetaObject.Other]);
        return secrets;
    }

    /// <summary>
    /// The objects that this signature is valid for; empty if no secret made it. The time depends only on the body's length and
    /// the number of secrets.
    /// </summary>
    /// <param name="body">The bytes exactly as received.</param>
    /// <param name="signature">32 bytes, decoded from <c>X-Hub-Signature-256</c>.</param>
    public IReadOnlySet<MetaObject> Verify(ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature)
    {
        var objects = new HashSet<MetaObject>();
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var (key, signs) in _secrets)
        {
            HMACSHA256.HashData(key, body, expected);
            if (CryptographicOperations.FixedTimeEquals(expected, signature))
                objects.UnionWith(signs);
        }

        return objects;
    }

    private void Add(IEnumerable<string> secrets, MetaObject[] objects)
    {
        foreach (var secret in secrets)
            _secrets.Add((Encoding.UTF8.GetBytes(secret), objects));
    }
}
