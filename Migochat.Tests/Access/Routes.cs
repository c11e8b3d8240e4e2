using System.Text.RegularExpressions;
using Migochat.LocalHost.Routing;

namespace Migochat.Tests.Access;

/// <summary>Every function with a route, and what docs/security.md says of it.</summary>
internal static class Routes
{
    private static readonly Regex Part = new(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public static IReadOnlyList<HttpFunction> All { get; } = FunctionCatalogue.From(FunctionCatalogue.AppTypes).Http;

    /// <summary>By function: what it wants, and what it shows of people.</summary>
    public static IReadOnlyDictionary<string, (string Wants, string Shows)> Classified { get; } =
        Repository.Table("docs/security.md", "## What each route wants and shows").ToDictionary(row => row[0].Trim('`'), row => (row[1], row[2]), StringComparer.Ordinal);

    /// <summary>The path with something in the place of every parameter.</summary>
    public static string PathOf(HttpFunction function) => "/api/" + Part.Replace(function.Route, part => part.Groups["name"].Value switch
    {
        "id" => "1",
        "n" => "0",
        "channel" => "meta",
        "key" => "conversation_idle_hours",
        var name => name,
    });
}
