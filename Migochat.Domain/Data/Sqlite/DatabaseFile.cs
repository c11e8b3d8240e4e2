using Microsoft.Data.Sqlite;

namespace Migochat.Data;

/// <summary>Inspects, copies and replaces whole database files.</summary>
internal static class DatabaseFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly string[] Companions = ["-wal", "-shm", "-journal"];

    /// <summary>Creates the folder, accessible to the owner alone, unless it exists.</summary>
    public static void CreateFolder(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Prevents other processes from preparing the same file. The system releases the lock if this process is killed.</summary>
    public static FileStream LockPreparation(string file)
    {
        try
        {
            return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception)
        {
            throw new InvalidOperationException($"Another process is preparing {file}; try again when it is done.", exception);
        }
    }

    /// <summary>Removes the copy that a killed preparation left behind.</summary>
    public static void RemoveLeftovers(string file) => Delete(CopyOf(file));

    /// <summary>Inspects a file without changing it.</summary>
    public static DatabaseFileState Inspect(string file, IReadOnlyCollection<string> migrations)
    {
        if (!File.Exists(file))
            return DatabaseFileState.Missing;
        if (new FileInfo(file).Length == 0)
            return DatabaseFileState.Empty;
        try
        {
            using var connection = ReadOnlyDatabaseFile.Open(file);
            return Inspect(connection, file, migrations);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 11 or 26)
        {
            throw new InvalidOperationException($"{file} is not a SQLite database, or a damaged one. It was left as it is; name another file in ConnectionStrings__Migochat.", exception);
        }
    }

    /// <summary>
    /// Builds a file beside the given one and replaces it once the new file is complete and synced. If building fails, the new
    /// file is removed. The given file's WAL must be checkpointed by then.
    /// </summary>
    public static void Replace(string file, Action<string> build)
    {
        var copy = CopyOf(file);
        try
        {
            using (File.Create(copy))
                Restrict(copy);
            build(copy);
            Finish(copy);
            foreach (var suffix in Companions)
                File.Delete(file + suffix);
            File.Move(copy, file, overwrite: true);
        }
        finally
        {
            Delete(copy);
        }
    }

    /// <summary>Copies a database that no other process has open, with its WAL.</summary>
    public static void CopyExclusively(string file, string copy)
    {
        using var source = OpenExclusively(file);
        FoldLogIn(source);
        Copy(source, copy);
    }

    /// <summary>Opens a file for reading and prevents writes by other processes. The file does not change before <see cref="FoldLogIn"/>.</summary>
    public static SqliteConnection OpenExclusively(string file)
    {
        var source = Open(file, SqliteOpenMode.ReadWrite);
        try
        {
            ReadOnlyDatabaseFile.KeepLog(source, file);
            source.Execute("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;");
            return source;
        }
        catch (SqliteException exception)
        {
            source.Dispose();
            if (!exception.IsBusy())
                throw;
            throw new InvalidOperationException($"{file} must be brought up to date, and another process has it open. Stop that process first.", exception);
        }
    }

    /// <summary>Checkpoints the WAL into the file and truncates it.</summary>
    public static void FoldLogIn(SqliteConnection exclusive) => exclusive.Execute("PRAGMA wal_checkpoint(TRUNCATE);");

    /// <summary>Opens a connection outside the pool. The file may be a <c>file:</c> URI.</summary>
    public static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = SqliteConnections.BusySeconds }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>An online copy, readable by its owner alone.</summary>
    public static void Copy(SqliteConnection source, string target)
    {
        using (File.Create(target))
            Restrict(target);
        using var connection = Open(target, SqliteOpenMode.ReadWrite);
        source.BackupDatabase(connection);
    }

    /// <summary>Mode 0600; SQLite gives its -wal and -shm files the same.</summary>
    public static void Restrict(string file)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, OwnerOnly);
    }

    private static DatabaseFileState Inspect(SqliteConnection connection, string file, IReadOnlyCollection<string> migrations)
    {
        if ((long)connection.Scalar("SELECT count(*) FROM sqlite_master")! == 0)
            return DatabaseFileState.Empty;
        if ((long)connection.Scalar("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsHistory'")! == 0)
            return DatabaseFileState.WithoutHistory;

        var applied = Applied(connection);
        var unknown = applied.Except(migrations, StringComparer.Ordinal).FirstOrDefault();
        if (unknown is not null)
            throw new InvalidOperationException($"{file} was made by a newer Migochat (it has the migration {unknown}). It was left as it is; run that version.");
        return applied.Count == migrations.Count ? DatabaseFileState.Current : DatabaseFileState.Outdated;
    }

    private static List<string> Applied(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT "MigrationId" FROM "__EFMigrationsHistory" """;
        using var reader = command.ExecuteReader();
        var applied = new List<string>();
        while (reader.Read())
            applied.Add(reader.GetString(0));
        return applied;
    }

    private static void Finish(string copy)
    {
        using (var connection = Open(copy, SqliteOpenMode.ReadWrite))
        {
            connection.Execute("PRAGMA journal_mode=WAL; PRAGMA wal_checkpoint(TRUNCATE);");
        }

        using var stream = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    private static string CopyOf(string file) => file + ".preparing";

    private static void Delete(string file)
    {
        File.Delete(file);
        foreach (var suffix in Companions)
            File.Delete(file + suffix);
    }
}

/// <summary>The state of the file at the database's path before anything is done to it.</summary>
internal enum DatabaseFileState
{
    Missing,

    /// <summary>A database without a table, or a file of no bytes.</summary>
    Empty,

    /// <summary>Ours, and up to date.</summary>
    Current,

    /// <summary>Ours, with migrations to apply.</summary>
    Outdated,

    /// <summary>Tables that no migration of ours made.</summary>
    WithoutHistory,
}
