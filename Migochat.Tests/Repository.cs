namespace Migochat.Tests;

/// <summary>The checkout that the tests were built in.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "data", "artifacts", "TestResults"];

    public static string Root { get; } = Find();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>The cells of the first table under a heading of a document, without its head.</summary>
    public static IEnumerable<string[]> Table(string file, string heading) => Read(file)
        .Split('\n')
        .SkipWhile(line => line != heading).Skip(1)
        .SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Skip(2)
        .Select(line => line[1..^1].Split('|', StringSplitOptions.TrimEntries));

    /// <summary>What people wrote: paths from the root, with slashes.</summary>
    public static IEnumerable<string> Files() => Files(new DirectoryInfo(Root));

    private static IEnumerable<string> Files(DirectoryInfo folder)
    {
        var files = folder.EnumerateFiles().Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'));
        return files.Concat(folder.EnumerateDirectories().Where(IsOurs).SelectMany(Files));
    }

    private static bool IsOurs(DirectoryInfo folder) =>
        !NotOurs.Contains(folder.Name, StringComparer.Ordinal) && (!folder.Name.StartsWith('.') || folder.Name is ".ci" or ".config");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Migochat.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException($"No Migochat.sln above {AppContext.BaseDirectory}.");
        return folder.FullName;
    }
}
