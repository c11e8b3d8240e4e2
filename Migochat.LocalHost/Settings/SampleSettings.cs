namespace Migochat.LocalHost.Settings;

/// <summary>The repository's local.settings.sample.json: good for a first try on one machine, and known to everybody.</summary>
internal static class SampleSettings
{
    public const string FileName = "local.settings.sample.json";

    /// <summary>All of the sample's values, as configuration keys.</summary>
    public static Dictionary<string, string?> Values()
    {
        using var json = typeof(SampleSettings).Assembly.GetManifestResourceStream(FileName)
            ?? throw new InvalidOperationException($"{FileName} is missing from the build.");
        return SettingsJson.Values(json, FileName);
    }

    /// <summary>The sample's secrets: its values for names that end in _secret, _token or _key.</summary>
    public static HashSet<string> Secrets() =>
        [.. Values().Where(value => IsSecret(value.Key) && value.Value is { Length: > 0 }).Select(value => value.Value!)];

    /// <summary>Whether any setting, whatever its name and source, is one of the sample's secrets or a list that holds one.</summary>
    public static bool SecretsAreIn(IConfiguration configuration)
    {
        var secrets = Secrets();
        return configuration.AsEnumerable().Any(setting => setting.Value is { } value
            && value.Split(',', StringSplitOptions.TrimEntries).Any(secrets.Contains));
    }

    private static bool IsSecret(string name) =>
        name.EndsWith("_secret", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_token", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_key", StringComparison.OrdinalIgnoreCase);
}
