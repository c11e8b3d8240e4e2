using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Migochat.Data;

/// <summary>
/// A SQLite VFS over the system's own. It never writes the leftovers in a page into the database file: see
/// <see cref="PageGaps"/>. So no deleted value stays in the file's bytes. It copies each page that a checkpoint moves; a
/// commit pays nothing, since the WAL is written unchanged.
/// </summary>
internal static unsafe partial class PageCleaning
{
    private const string Name = "migochat-clean";
    private const int OpenMainDatabase = 0x00000100;
    private const int NormalSync = 2;
    private const int MaxPage = 65536;
    private const int PortionPages = 128;

    private static readonly Lock Registering = new();
    private static readonly Dictionary<nint, nint> Replaced = [];

    [ThreadStatic]
    private static byte[]? _page;

    /// <summary>The number of pages that this thread may still write before a sync; 0: pages are not counted.</summary>
    [ThreadStatic]
    private static int _untilSync;

    private static Vfs* _system;

    /// <summary>Registers the VFS with SQLite, once a process.</summary>
    /// <returns>Its name, for the connection string's <c>Vfs</c>.</returns>
    public static string Register()
    {
        lock (Registering)
        {
            if (_system != null)
                return Name;
            var system = Find(null);
            var vfs = (Vfs*)NativeMemory.AllocZeroed((nuint)sizeof(Vfs));
            *vfs = *system;
            vfs->Next = null;
            vfs->Name = (byte*)Marshal.StringToCoTaskMemUTF8(Name);
            vfs->Open = &Open;
            _system = system;
            if (Register(vfs, 0) != 0)
                throw new InvalidOperationException("SQLite refuses a VFS.");
            return Name;
        }
    }

    /// <summary>
    /// Syncs a checkpoint's writes to the database file in portions, for this thread: one sync of everything would delay every
    /// commit that waits for the same disk. A failed sync fails the checkpoint, so that none of its pages count as moved: the
    /// system reports a failed sync only once.
    /// </summary>
    public static void InPortions(Action checkpoint)
    {
        _untilSync = PortionPages;
        try
        {
            checkpoint();
        }
        finally
        {
            _untilSync = 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* name, File* file, int flags, int* outFlags)
    {
        var result = _system->Open(_system, name, file, flags, outFlags);
        if (result == 0 && (flags & OpenMainDatabase) != 0)
            file->Methods = Cleaning(file->Methods);
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(File* file, byte* bytes, int count, long offset)
    {
        var system = ((CleaningMethods*)file->Methods)->System;
        long size;
        if (!PageGaps.IsPage(count) || offset % count != 0 || system->Size(file, &size) != 0 || size / count >= PageGaps.MostPages)
            return system->Write(file, bytes, count, offset);
        var page = (_page ??= new byte[MaxPage]).AsSpan(0, count);
        new ReadOnlySpan<byte>(bytes, count).CopyTo(page);
        PageGaps.Clear(page, isFirst: offset == 0);
        fixed (byte* cleaned = page)
        {
            var result = system->Write(file, cleaned, count, offset);
            if (result != 0 || _untilSync == 0 || --_untilSync > 0)
                return result;
            _untilSync = PortionPages;
            return system->Sync(file, NormalSync);
        }
    }

    /// <summary>The system's methods with our write method. SQLite has several sets, by the kind of file system.</summary>
    private static IoMethods* Cleaning(IoMethods* system)
    {
        lock (Registering)
        {
            if (Replaced.TryGetValue((nint)system, out var known))
                return (IoMethods*)known;
            var methods = (CleaningMethods*)NativeMemory.AllocZeroed((nuint)sizeof(CleaningMethods));
            methods->Own = *system;
            methods->Own.Write = &Write;
            methods->System = system;
            Replaced.Add((nint)system, (nint)methods);
            return &methods->Own;
        }
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial Vfs* Find(string? name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Register(Vfs* vfs, int makeDefault);

    [StructLayout(LayoutKind.Sequential)]
    private struct CleaningMethods
    {
        public IoMethods Own;
        public IoMethods* System;
    }

    /// <summary>sqlite3_file: its methods, followed by the system's own fields.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct File
    {
        public IoMethods* Methods;
    }

#pragma warning disable CS0649 // SQLite fills these fields in; we only copy them
    /// <summary>sqlite3_vfs up to the fields that we use; the rest is copied from the system's.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Vfs
    {
        public int Version;
        public int FileSize;
        public int MaxPathName;
        public Vfs* Next;
        public byte* Name;
        public void* AppData;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, File*, int, int*, int> Open;
        public fixed long Rest[15];
    }

    /// <summary>sqlite3_io_methods, version 3, of which we replace one.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct IoMethods
    {
        public int Version;
        public void* Close;
        public void* Read;
        public delegate* unmanaged[Cdecl]<File*, byte*, int, long, int> Write;
        public void* Truncate;
        public delegate* unmanaged[Cdecl]<File*, int, int> Sync;
        public delegate* unmanaged[Cdecl]<File*, long*, int> Size;
        public fixed long Rest[12];
    }
#pragma warning restore CS0649
}
