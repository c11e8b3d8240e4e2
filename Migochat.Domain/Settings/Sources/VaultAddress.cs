namespace Migochat.Settings;

/// <summary>Reads <c>KeyVault__Uri</c>.</summary>
internal static class VaultAddress
{
    /// <summary>The key of the setting in a configuration.</summary>
    public const string Key = "KeyVault:Uri";

    /// <summary>The vault's address; null if the text is anything but https, a host, and perhaps a port.</summary>
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)
        && address is { Scheme: "https", Host.Length: > 0, PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? address
            : null;
}
