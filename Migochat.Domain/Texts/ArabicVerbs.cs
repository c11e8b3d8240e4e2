namespace Migochat.Texts;

using Lookup = Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>>;

/// <summary>Splits a written verb into its parts (و + بت + وصل + و + هالي) and finds the negation ما…ش around it.</summary>
internal sealed class ArabicVerbs(Lookup stems, Lookup negatedStems)
{
    private const int LongestEnding = 7;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Endings = EndingsOf(
        ["", "و", "وا", "ي", "ت", "تو", "توا", "تم", "نا"],
        ["", "ه", "ها", "هم", "ك", "كم", "كو", "نا", "ني", "لي", "لنا", "لك", "لكم", "لكو", "له", "لها", "لهم", "هالي", "هولي", "هاله", "هولها", "هالنا", "هولنا", "هملي"]);

    public bool Find(ReadOnlySpan<char> word, out int entry)
    {
        if (word.Length > 5 && word[^1] == 'ش')
        {
            var inner = word[0] == 'و' ? word[1..^1] : word[..^1];
            if (inner.StartsWith("ما") && FindStem(inner[2..], negatedStems, out entry))
                return true;
            if (inner[0] == 'م' && FindStem(inner[1..], negatedStems, out entry))
                return true;
        }
        return FindStem(word, stems, out entry) || (word[0] is 'و' or 'ف' && FindStem(word[1..], stems, out entry));
    }

    // Tense (ب, ه, ح, س), then person (ا, ت, ي, ن). Each of them may be absent.
    private static bool FindStem(ReadOnlySpan<char> word, Lookup table, out int entry)
    {
        entry = -1;
        if (word.Length < 3)
            return false;
        if (WithoutEnding(word, table, out entry))
            return true;
        var tense = word[0] is 'ب' or 'ه' or 'ح' or 'س' ? 1 : 0;
        if (tense == 1 && WithoutEnding(word[1..], table, out entry))
            return true;
        return word[tense] is 'ا' or 'ت' or 'ي' or 'ن' && WithoutEnding(word[(tense + 1)..], table, out entry);
    }

    private static bool WithoutEnding(ReadOnlySpan<char> word, Lookup table, out int entry)
    {
        entry = -1;
        for (var ending = 0; ending <= LongestEnding && word.Length - ending >= 2; ending++)
        {
            if (Endings.Contains(word[^ending..]) && table.TryGetValue(word[..^ending], out entry))
                return true;
        }
        return false;
    }

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> EndingsOf(string[] numbers, string[] persons)
    {
        var endings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var number in numbers)
            endings.UnionWith(persons.Select(person => number + person));
        return endings.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
