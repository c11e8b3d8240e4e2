namespace Migochat.Data;

/// <summary>Asks the file system whether a path lies on a local disk or on an SMB or NFS share, wherever the share is mounted.</summary>
internal static class NetworkShare
{
    // As .NET names the file systems of Linux and macOS.
    private static readonly string[] Formats = ["nfs", "nfs4", "nfsd", "cifs", "smb", "smb2", "smb3", "smbfs"];

    /// <param name="path">Absolute. If nothing exists there, the nearest existing folder above it decides.</param>
    public static bool Holds(string path)
    {
        var existing = Nearest(path);
        return OperatingSystem.IsWindows()
            ? existing.StartsWith(@"\\", StringComparison.Ordinal) || new DriveInfo(existing).DriveType == DriveType.Network
            : IsOf(FormatOf(existing));
    }

    /// <summary>Whether a file system of that name is a network share.</summary>
    public static bool IsOf(string format) => Formats.Contains(format, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the file system that holds an existing file or folder, such as ext4.</summary>
    public static string FormatOf(string existing) => new DriveInfo(existing).DriveFormat;

    private static string Nearest(string path)
    {
        var nearest = path;
        while (!Path.Exists(nearest) && Path.GetDirectoryName(nearest) is { } above)
            nearest = above;
        return nearest;
    }
}
