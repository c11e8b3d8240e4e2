using Migochat.Api;
using Migochat.LocalHost.Connections;
using Migochat.Settings;

namespace Migochat.LocalHost;

/// <summary>The settings on the command line: <c>--name value</c> or <c>--name=value</c>. A mistyped name would have no effect, so it is an error.</summary>
internal static class CommandOptions
{
    private static readonly string[] Names =
    [
        "urls", "http_ports", "https_ports", "environment", "ConnectionStrings:Migochat", "KeyVault:Uri", "FunctionKeys:default", "FunctionKeys:master", ConnectionLimit.Setting,
        .. SettingCatalogue.All.Select(setting => setting.Key),
    ];

    /// <returns>What is wrong with them, in a sentence; null if nothing is.</returns>
    public static string? Fault(string[] options)
    {
        for (var i = 0; i < options.Length; i++)
        {
            if (!options[i].StartsWith('-'))
                return $"{options[i]} is neither an option nor a value of one.";
            var parts = options[i].TrimStart('-').Split('=', 2);
            if (!Names.Contains(parts[0], StringComparer.OrdinalIgnoreCase))
                return $"There is no option --{parts[0]}. Did you mean --{EditDistance.Nearest(parts[0], Names)}?";
            if (parts.Length == 1 && ++i == options.Length)
                return $"The option --{parts[0]} wants a value.";
        }

        return null;
    }
}
