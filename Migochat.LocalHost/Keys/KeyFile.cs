using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Migochat.LocalHost.Keys;

/// <summary>The keys that this host made for itself: a JSON object beside the database, readable by its owner only.</summary>
internal sealed class KeyFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path { get; } = path;

    /// <summary>The key file of a database file: <c>migochat.keys.json</c> for <c>migochat.db</c>.</summary>
    public static KeyFile Beside(string databaseFile) => new(System.IO.Path.ChangeExtension(databaseFile, ".keys.json"));

    /// <summary>The keys in the file; none if it does not exist.</summary>
    /// <exception cref="InvalidOperationException">The file holds something else.</exception>
    public Dictionary<string, string> Read()
    {
        if (!File.Exists(Path))
            return [];
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(Path)) ?? [];
        }
        catch (JsonException problem)
        {
            throw new InvalidOperationException($"{Path} is not a file of keys. Mend it, or delete it to have new keys made.", problem);
        }
    }

    /// <summary>Replaces the file in one step (mode 0600; a folder that is made for it 0700).</summary>
    public void Write(IReadOnlyDictionary<string, string> keys)
    {
        MakeFolder(System.IO.Path.GetDirectoryName(Path)!);
        var unfinished = $"{Path}.{Environment.ProcessId}";
        using (var file = new FileStream(unfinished, Creation()))
            JsonSerializer.Serialize(file, keys);
        File.Move(unfinished, Path, overwrite: true);
    }

    /// <summary>A new key: 32 random bytes, 43 characters of base64url.</summary>
    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static FileStreamOptions Creation()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }
}
