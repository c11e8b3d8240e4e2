namespace Migochat.Texts;

/// <summary>FNV-1a over UTF-16 characters. The result is the same in every process and on every machine.</summary>
internal static class TextHash
{
    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = Basis;
        foreach (var letter in text)
            hash = (hash ^ letter) * Prime;
        return hash;
    }

    public static uint Mix(uint hash, uint other) => (uint)((hash ^ other) * 0x9E3779B97F4A7C15 >> 29);
}
