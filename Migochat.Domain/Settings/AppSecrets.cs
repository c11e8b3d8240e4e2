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

    /// <summary>The bytes of each secret, and the objects whose deliveries it may sign.</summary>
    internal IReadOnlyList<(byte[] Key, MetaObject[] Objects)> All => _secrets;

    public static AppSecrets From(SettingsSnapshot settings)
    {
        var secrets = new AppSecrets();
        secrets.Add(settings.List(SettingKeys.FbAppSecret), FbObjects);
        secrets.Add(settings.List(SettingKeys.InstagramAppSecret), [MetaObject.Instagram, MetaObject.Other]);
        secrets.Add(settings.List(SettingKeys.WhatsAppAppSecret), [MetaObject.WhatsApp, MetaObject.Other]);
        return secrets;
    }

    private void Add(IEnumerable<string> secrets, MetaObject[] objects)
    {
        foreach (var secret in secrets)
            _secrets.Add((Encoding.UTF8.GetBytes(secret), objects));
    }
}
