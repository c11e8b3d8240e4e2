namespace Migochat.LocalHost.Settings;

/// <summary>
/// Where host.json and local.settings.json are looked for, as Core Tools does: the working directory and those above it
/// as far as the one that holds host.json, then the program's own folder.
/// </summary>
internal sealed class SettingsFolders(string workingDirectory, string programFolder)
{
    /// <summary>The absolute path of the nearest file of that name, or null.</summary>
    public string? Find(string fileName) =>
        Folders().Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists);

    private IEnumerable<string> Folders()
    {
        var upwards = Upwards().ToList();
        var host = upwards.FindIndex(folder => File.Exists(Path.Combine(folder, "host.json")));
        return [.. upwards.Take(Math.Max(host, 0) + 1), programFolder];
    }

    private IEnumerable<string> Upwards()
    {
        for (var folder = new DirectoryInfo(Path.GetFullPath(workingDirectory)); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
