namespace Migochat.Texts;

/// <summary>The words and classes found in a message so far, one bit for each.</summary>
internal sealed class SymbolSet(int count)
{
    private readonly ulong[] _bits = new ulong[(count + 63) / 64];

    public void Add(int symbol) => _bits[symbol >> 6] |= 1UL << symbol;

    public bool HasAll(int[] symbols)
    {
        foreach (var symbol in symbols)
        {
            if ((_bits[symbol >> 6] & (1UL << symbol)) == 0)
                return false;
        }
        return true;
    }
}
