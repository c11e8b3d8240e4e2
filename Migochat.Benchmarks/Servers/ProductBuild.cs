using System.Diagnostics;

namespace Migochat.Benchmarks.Servers;

/// <summary>The product as it is deployed: Migochat.LocalHost, published in Release.</summary>
public static class ProductBuild
{
    private const string Project = "Migochat.LocalHost";

    /// <summary>Publishes from the repository that this program was built in, and returns the executable's path.</summary>
    /// <exception cref="InvalidOperationException">The publish failed; the message holds its output.</exception>
    public static async Task<string> PublishAsync(string folder)
    {
        var info = new ProcessStartInfo("dotnet", ["publish", "-c", "Release", Project, "-o", folder, "-nodeReuse:false"])
        {
            WorkingDirectory = RepositoryRoot(),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var publish = Process.Start(info) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? Path.Combine(folder, Project)
            : throw new InvalidOperationException($"dotnet publish {Project} failed:{Environment.NewLine}{output}");
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Migochat.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Migochat.sln above {AppContext.BaseDirectory}.");
    }
}
