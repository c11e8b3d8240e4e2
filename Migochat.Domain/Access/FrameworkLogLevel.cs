using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Migochat.Access;

/// <summary>
/// Keeps the web framework's log at Warning and above, whatever the configuration says: below that it prints request lines, and
/// with them the keys and verify tokens of their query strings.
/// </summary>
internal sealed class FrameworkLogLevel : IPostConfigureOptions<LoggerFilterOptions>
{
    private const string Framework = "Microsoft.AspNetCore";

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        var rules = options.Rules.Where(rule => !(IsOfFramework(rule) && IsLower(rule))).ToList();
        // A rule for one provider beats those for all of them, so each has its own.
        var providers = options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct(StringComparer.Ordinal);
        rules.AddRange(providers.Where(provider => !rules.Exists(rule => rule.ProviderName == provider && IsWhole(rule)))
            .Select(provider => new LoggerFilterRule(provider, Framework, LogLevel.Warning, filter: null)));
        options.Rules.Clear();
        foreach (var rule in rules)
            options.Rules.Add(rule);
    }

    // A rule with a wildcard may match the framework too.
    private static bool IsOfFramework(LoggerFilterRule rule) => rule.CategoryName is { } category
        && (category.StartsWith(Framework, StringComparison.OrdinalIgnoreCase) || (category.Contains('*', StringComparison.Ordinal) && category.Length > Framework.Length));

    private static bool IsWhole(LoggerFilterRule rule) => string.Equals(rule.CategoryName, Framework, StringComparison.OrdinalIgnoreCase);

    private static bool IsLower(LoggerFilterRule rule) => rule.LogLevel is null or < LogLevel.Warning;
}
