namespace Migochat.Data;

/// <summary>
/// The database file as it was before a migration or an adoption, kept beside the new one until the next start but one:
/// <c>migochat.db.before-</c> and the last migration that the new file has.
/// </summary>
internal static class PreviousFile
{
    /// <summary>Lies beside a kept file once there was a start after the one that kept it.</summary>
    private const string Seen = ".seen";

    /// <summary>Copies the file. It must hold everything, so its WAL must be checkpointed.</summary>
    public static void Keep(string file, string migration)
    {
        var kept = PathOf(file, migration);
        using (var target = File.Create(kept))
        {
            DatabaseFile.Restrict(kept);
            using var source = File.OpenRead(file);
            source.CopyTo(target);
            target.Flush(flushToDisk: true);
        }

        File.Delete(kept + Seen);
    }

    public static string PathOf(string file, string migration) => $"{file}.before-{migration}";

    /// <summary>To be called at every start: removes what the start before left, and marks the rest.</summary>
    public static void Age(string file)
    {
        foreach (var kept in Kept(file))
        {
            if (File.Exists(kept + Seen))
                Delete(kept);
            else
                File.Create(kept + Seen).Dispose();
        }
    }

    /// <summary>Removes it at once, since it holds people who are to be erased.</summary>
    public static void Remove(string file)
    {
        foreach (var kept in Kept(file))
            Delete(kept);
    }

    private static void Delete(string kept)
    {
        File.Delete(kept);
        File.Delete(kept + Seen);
    }

    private static List<string> Kept(string file) =>
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + ".before-*").Where(kept => !kept.EndsWith(Seen, StringComparison.Ordinal))];
}
