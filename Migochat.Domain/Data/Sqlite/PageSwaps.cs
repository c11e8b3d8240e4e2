using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Migochat.Data;

/// <summary>
/// SQLite's own page cache with one change. When SQLite splits a page, it may swap the numbers of two others by way of a
/// number that no page has: that of the locking byte's page, at 1 GiB. The cache takes this number for the greatest in it,
/// and the next commit searches all pages for those beyond the end of the file. While the file is smaller than 1 GiB, this
/// takes a twentieth to a fifth of the intake's work. Here the intermediate number is 0, which no page has either.
/// See sqlite.org/c3ref/pcache_methods2.html.
/// </summary>
internal static unsafe partial class PageSwaps
{
    private const int SetPageCache = 18;
    private const int GetPageCache = 19;
    private const int PageSize = 4096;
    private const uint LockPage = (0x40000000 / PageSize) + 1;
    private const uint NoPage = 0;

    /// <summary>Caches of files with another page size, in which that number belongs to a page.</summary>
    private static readonly ConcurrentDictionary<nint, bool> Others = [];

    private static readonly Lazy<bool> Installed = new(TryInstall);

    private static Methods _system;

    /// <summary>Call it once a process, before SQLite is used.</summary>
    /// <returns>False if it can't be installed, because SQLite is in use already or this is macOS. SQLite then works as usual.</returns>
    public static bool Install() => Installed.Value;

    private static bool TryInstall()
    {
        // On macOS (ARM) a variadic C function receives its arguments in another way.
        if (OperatingSystem.IsMacOS())
            return false;
        Methods methods;
        if (Configure(GetPageCache, &methods) != 0)
            return false;
        _system = methods;
        methods.Create = &Create;
        methods.Rekey = &Rekey;
        methods.Destroy = &Destroy;
        return Configure(SetPageCache, &methods) == 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* Create(int pageSize, int extraSize, int isPurgeable)
    {
        var cache = _system.Create(pageSize, extraSize, isPurgeable);
        if (pageSize != PageSize)
            Others[(nint)cache] = true;
        return cache;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Rekey(void* cache, void* page, uint from, uint to)
    {
        var isOther = Others.ContainsKey((nint)cache);
        _system.Rekey(cache, page, from == LockPage && !isOther ? NoPage : from, to == LockPage && !isOther ? NoPage : to);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Destroy(void* cache)
    {
        Others.TryRemove((nint)cache, out _);
        _system.Destroy(cache);
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_config")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Configure(int option, Methods* methods);

#pragma warning disable CS0649 // SQLite fills these fields in; we only hand them back
    /// <summary>sqlite3_pcache_methods2.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Methods
    {
        public int Version;
        public void* Argument;
        public void* Initialize;
        public void* Shutdown;
        public delegate* unmanaged[Cdecl]<int, int, int, void*> Create;
        public void* SetSize;
        public void* PageCount;
        public void* Fetch;
        public void* Unpin;
        public delegate* unmanaged[Cdecl]<void*, void*, uint, uint, void> Rekey;
        public void* Truncate;
        public delegate* unmanaged[Cdecl]<void*, void> Destroy;
        public void* Shrink;
    }
#pragma warning restore CS0649
}
