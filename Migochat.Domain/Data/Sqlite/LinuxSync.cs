using System.Runtime.InteropServices;

namespace Migochat.Data;

/// <summary>Makes a file's content durable without its modification time (fdatasync). On other systems than Linux it does nothing and returns a failure.</summary>
internal static unsafe partial class LinuxSync
{
    private const int None = -1;
    private const int ReadWrite = 2;
    private const int CloseOnExec = 0x80000;

    /// <param name="path">Ends with a zero byte.</param>
    /// <returns>A descriptor of our own, or -1. SQLite keeps no locks on its WAL, so closing the descriptor releases none.</returns>
    public static int Open(byte* path) => OperatingSystem.IsLinux() ? OpenFile(path, ReadWrite | CloseOnExec) : None;

    public static void Close(int descriptor)
    {
        if (descriptor != None)
            _ = CloseFile(descriptor);
    }

    /// <returns>False if it failed; the caller then uses the slower sync, which reports the cause.</returns>
    public static bool Data(int descriptor) => descriptor != None && SyncData(descriptor) == 0;

    [LibraryImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseFile(int descriptor);

    [LibraryImport("libc", EntryPoint = "fdatasync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncData(int descriptor);
}
