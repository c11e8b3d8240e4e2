using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Migochat.Data;

/// <summary>
/// A SQLite VFS over <see cref="PageCleaning"/>. It gathers a transaction's writes to the WAL and writes them in one piece
/// when SQLite syncs. SQLite itself makes two small writes for every page, which take a third of a commit's time here. The
/// durability stays the same: SQLite syncs the WAL before it reports a commit, and the gathered bytes are written before
/// that sync. See sqlite.org/vfs.html.
/// On Linux the sync is fdatasync, which SQLite can also be compiled to use. fsync would also write the file's modification
/// time, and wait for the file system's journal, at every commit.
/// </summary>
internal static unsafe partial class WalBuffering
{
    /// <summary>For the connection string's <c>Vfs</c>.</summary>
    public const string Name = "migochat";

    private const int OpenWal = 0x00080000;

    // SQLite's own VFS writes less than 128 KiB at once, and takes the size modulo that.
    private const int Capacity = 120 * 1024;

    private static readonly Lock Registering = new();
    private static readonly IoMethods* Methods = NewMethods();
    private static Vfs* _system;

    /// <summary>Registers the VFS with SQLite; once a process is enough.</summary>
    public static void Register()
    {
        lock (Registering)
        {
            if (_system != null)
                return;
            _system = Find(PageCleaning.Register());
            var vfs = (Vfs*)NativeMemory.AllocZeroed((nuint)sizeof(Vfs));
            *vfs = *_system;
            vfs->Next = null;
            vfs->Name = (byte*)Marshal.StringToCoTaskMemUTF8(Name);
            vfs->FileSize = sizeof(WalFile) + _system->FileSize;
            vfs->Open = &Open;
            if (Register(vfs, 0) != 0)
                throw new InvalidOperationException("SQLite refuses a VFS.");
        }
    }

    /// <summary>
    /// Discards the gathered bytes of a transaction that will not be committed. Call it before the rollback, and before the
    /// connection is closed: afterwards that position of the WAL belongs to the next commit.
    /// </summary>
    public static void Discard(SqliteConnection connection)
    {
        var file = (WalFile*)SqliteNative.LogFile(connection);
        if (file != null && file->Methods == Methods)
            file->Length = 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* name, WalFile* file, int flags, int* outFlags)
    {
        if ((flags & OpenWal) == 0)
            return _system->Open(_system, name, file, flags, outFlags);
        *file = default;
        var result = _system->Open(_system, name, (WalFile*)Real(file), flags, outFlags);
        if (result != 0)
            return result;
        file->Buffer = (byte*)NativeMemory.Alloc(Capacity);
        file->Methods = Methods;
        file->Descriptor = LinuxSync.Open(name);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(WalFile* file)
    {
        // Committed bytes have been synced; the others are not needed.
        NativeMemory.Free(file->Buffer);
        LinuxSync.Close(file->Descriptor);
        return Real(file)->Methods->Close(Real(file));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(WalFile* file, void* bytes, int count, long offset)
    {
        if (offset != file->Offset + file->Length || count > Capacity - file->Length)
        {
            var flushed = Flush(file);
            if (flushed != 0)
                return flushed;
            file->Offset = offset;
        }

        if (count > Capacity)
            return Real(file)->Methods->Write(Real(file), bytes, count, offset);
        Buffer.MemoryCopy(bytes, file->Buffer + file->Length, Capacity - file->Length, count);
        file->Length += count;
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(WalFile* file, int flags)
    {
        var flushed = Flush(file);
        if (flushed != 0)
            return flushed;
        // The first sync of a new WAL also makes its directory entry durable.
        if (file->WasSynced && LinuxSync.Data(file->Descriptor))
            return 0;
        var synced = Real(file)->Methods->Sync(Real(file), flags);
        file->WasSynced = synced == 0;
        return synced;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(WalFile* file, void* bytes, int count, long offset)
    {
        var flushed = Flush(file);
        return flushed != 0 ? flushed : Real(file)->Methods->Read(Real(file), bytes, count, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(WalFile* file, long size)
    {
        var flushed = Flush(file);
        return flushed != 0 ? flushed : Real(file)->Methods->Truncate(Real(file), size);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Size(WalFile* file, long* size)
    {
        var flushed = Flush(file);
        return flushed != 0 ? flushed : Real(file)->Methods->Size(Real(file), size);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(WalFile* file, int level) => Real(file)->Methods->Lock(Real(file), level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(WalFile* file, int level) => Real(file)->Methods->Unlock(Real(file), level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int IsReserved(WalFile* file, int* isReserved) => Real(file)->Methods->IsReserved(Real(file), isReserved);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Control(WalFile* file, int operation, void* argument) => Real(file)->Methods->Control(Real(file), operation, argument);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(WalFile* file) => Real(file)->Methods->SectorSize(Real(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Characteristics(WalFile* file) => Real(file)->Methods->Characteristics(Real(file));

    /// <returns>SQLite's result code. If the write fails, the bytes are discarded: the transaction fails, so they have no effect.</returns>
    private static int Flush(WalFile* file)
    {
        if (file->Length == 0)
            return 0;
        var (length, offset) = (file->Length, file->Offset);
        file->Offset += length;
        file->Length = 0;
        return Real(file)->Methods->Write(Real(file), file->Buffer, length, offset);
    }

    private static WalFile* Real(WalFile* file) => file + 1;

    private static IoMethods* NewMethods()
    {
        var methods = (IoMethods*)NativeMemory.AllocZeroed((nuint)sizeof(IoMethods));
        methods->Version = 1;
        methods->Close = &Close;
        methods->Read = &Read;
        methods->Write = &Write;
        methods->Truncate = &Truncate;
        methods->Sync = &Sync;
        methods->Size = &Size;
        methods->Lock = &Lock;
        methods->Unlock = &Unlock;
        methods->IsReserved = &IsReserved;
        methods->Control = &Control;
        methods->SectorSize = &SectorSize;
        methods->Characteristics = &Characteristics;
        return methods;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial Vfs* Find(string name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Register(Vfs* vfs, int makeDefault);

    /// <summary>Our sqlite3_file. The system's follows it in memory, since SQLite allocates <see cref="Vfs.FileSize"/> bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct WalFile
    {
        public IoMethods* Methods;
        public byte* Buffer;
        public long Offset;
        public int Length;
        public int Descriptor;
        public bool WasSynced;
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
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, WalFile*, int, int*, int> Open;
        public fixed long Rest[15];
    }
#pragma warning restore CS0649

    /// <summary>sqlite3_io_methods, version 1: a WAL needs no more.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct IoMethods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<WalFile*, int> Close;
        public delegate* unmanaged[Cdecl]<WalFile*, void*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<WalFile*, void*, int, long, int> Write;
        public delegate* unmanaged[Cdecl]<WalFile*, long, int> Truncate;
        public delegate* unmanaged[Cdecl]<WalFile*, int, int> Sync;
        public delegate* unmanaged[Cdecl]<WalFile*, long*, int> Size;
        public delegate* unmanaged[Cdecl]<WalFile*, int, int> Lock;
        public delegate* unmanaged[Cdecl]<WalFile*, int, int> Unlock;
        public delegate* unmanaged[Cdecl]<WalFile*, int*, int> IsReserved;
        public delegate* unmanaged[Cdecl]<WalFile*, int, void*, int> Control;
        public delegate* unmanaged[Cdecl]<WalFile*, int> SectorSize;
        public delegate* unmanaged[Cdecl]<WalFile*, int> Characteristics;
    }
}
