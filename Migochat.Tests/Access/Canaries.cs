using Migochat.Settings;

namespace Migochat.Tests.Access;

/// <summary>Texts that occur nowhere but where a test planted them.</summary>
internal static class Canaries
{
    public const string FunctionKey = "canary-function-key-7c1e52d90b4f4a6e";
    public const string MasterKey = "canary-master-key-0d5b8e1f6a7c4392";
    public const string AdminKey = "canary-admin-key-old-93b1f7c2d48e4605";
    public const string NewAdminKey = "canary-admin-key-new-51e8d3a0c6f94b72";

    public const string Text = "zarafatext4711";
    public const string FirstName = "Zarafafirst";
    public const string LastName = "Zarafalast";
    public const string NewName = "Zarafanew";
    public const string WaId = "201055566677";
    public const string Psid = "7788990011223344";
    public const string NewPhone = "+201044433322";
    public const string TypedPhone = "01233344455";

    /// <summary>What staff write themselves, in notes and reasons.</summary>
    public const string Note = "Zarafanote";

    /// <summary>A value for every sensitive setting.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = SettingCatalogue.All.Where(setting => setting.IsSensitive).ToDictionary(
        setting => setting.Key,
        setting => setting.Key == SettingKeys.AdminKey ? $"{AdminKey}, {NewAdminKey}" : $"canary-{setting.Key}-{setting.Key.Length:x4}e6b2a90d7f",
        StringComparer.Ordinal);

    /// <summary>All that nobody may ever see, and recognisable parts of it: what is hinted at is shorter.</summary>
    public static IReadOnlyList<string> Secrets { get; } =
        [.. Settings.Values.SelectMany(value => value.Split(", ")).Append(FunctionKey).Append(MasterKey).SelectMany(secret => (string[])[secret, secret[^10..], secret[..^6]])];

    /// <summary>What a customer wrote, is called and can be reached by.</summary>
    public static IReadOnlyList<string> Person { get; } =
        [Text, FirstName, LastName, NewName, WaId, WaId[3..], Psid, NewPhone, NewPhone[4..], TypedPhone, TypedPhone[1..]];

    /// <summary>Those of them that a text holds.</summary>
    public static IEnumerable<string> In(string text, IEnumerable<string> canaries) =>
        canaries.Where(canary => text.Contains(canary, StringComparison.OrdinalIgnoreCase));

    /// <summary>Fails with the text around the canary.</summary>
    public static void AssertNone(string where, string text, IEnumerable<string> canaries)
    {
        foreach (var canary in In(text, canaries))
        {
            var at = text.IndexOf(canary, StringComparison.OrdinalIgnoreCase);
            Assert.Fail($"{where} holds {canary}: …{text[Math.Max(0, at - 200)..Math.Min(text.Length, at + canary.Length + 100)]}…");
        }
    }
}
