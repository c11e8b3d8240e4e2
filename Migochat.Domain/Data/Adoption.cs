namespace Migochat.Data;

/// <summary>Takes over a file that was made from the same contract by other hands.</summary>
internal static class Adoption
{
    public static void Copy(string legacyFile, string newFile) =>
        throw new InvalidOperationException($"{legacyFile} has tables that this program did not make. It was left as it is; {newFile} was not kept.");
}
