namespace Migochat.Tests;

/// <summary>The checkout that the tests were built in.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "data", "artifacts", "TestResults"];

    public static string Root { get; } = Find();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

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
