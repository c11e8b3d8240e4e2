namespace Migochat.LocalHost.Settings;

/// <summary>
/// Layers the settings, weakest first: defaults, local.settings.json (or, in Development without one, the sample),
/// environment variables, command line.
/// </summary>
internal static class HostSettings
{
    public const string DefaultUrl = "http://127.0.0.1:7071";

    private const string FileName = "local.settings.json";

    /// <summary>The hosting environment's name from the command line or ASPNETCORE_ENVIRONMENT or DOTNET_ENVIRONMENT; else Production.</summary>
    public static string EnvironmentName(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironment().AddCommandLine(args).Build();
        return configuration["environment"] is { Length: > 0 } name ? name : Environments.Production;
    }

    /// <summary>Adds the layers and says in one sentence which file was read.</summary>
    /// <exception cref="InvalidOperationException">local.settings.json can't be read as such a file, or an address is https.</exception>
    public static string AddTo(ConfigurationManager configuration, string[] args, SettingsFolders folders, bool development)
    {
        configuration.Sources.Clear();
        configuration.AddInMemoryCollection([new("ConnectionStrings:Migochat", "Data Source=data/migochat.db")]);
        var sentence = AddFile(configuration, folders.Find(FileName), development);
        configuration.AddEnvironment().AddCommandLine(args);
        if (!SaysWhereToListen(configuration))
            configuration.AddInMemoryCollection([new("urls", DefaultUrl)]);
        if (configuration["https_ports"] is { Length: > 0 } || configuration["urls"]?.Contains("https:", StringComparison.OrdinalIgnoreCase) is true)
            throw new InvalidOperationException("This host speaks plain HTTP. Let a proxy or a tunnel in front of it speak HTTPS.");
        return sentence;
    }

    private static string AddFile(ConfigurationManager configuration, string? file, bool development)
    {
        if (file is not null)
        {
            using var json = File.OpenRead(file);
            configuration.AddInMemoryCollection(SettingsJson.Values(json, file));
            return $"Settings are read from {file}";
        }

        if (!development)
            return $"There is no {FileName}: settings come from environment variables";
        configuration.AddInMemoryCollection(SampleSettings.Values());
        return $"Sample secrets: this machine only. There is no {FileName}, so {SampleSettings.FileName} is used, which is public";
    }

    private static IConfigurationBuilder AddEnvironment(this IConfigurationBuilder configuration) =>
        configuration.AddEnvironmentVariables().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_");

    private static bool SaysWhereToListen(ConfigurationManager configuration) =>
        ((string[])["urls", "http_ports"]).Any(name => configuration[name] is { Length: > 0 });
}
