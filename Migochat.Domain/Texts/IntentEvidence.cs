using System.Globalization;
using System.Text;
using Migochat.Data;

namespace Migochat.Texts;

/// <summary>The words of a text that gave an intent. It is stored as positions in the text, so that it tells nothing after the text is removed.</summary>
internal static class IntentEvidence
{
    /// <summary>Such as <c>order:3+9,price</c>: the lexicon's phrase for order starts at character 3 and has 9 characters; the model alone found price. Null without an intent.</summary>
    public static string? Write(Intents intents, AnalysedText reading, List<Phrase> phrases, string plain)
    {
        if (intents == Intents.None)
            return null;
        var written = new StringBuilder(48);
        for (var intent = Intents.Order; intent <= Intents.Thanks; intent = (Intents)((int)intent << 1))
        {
            if ((intents & intent) == Intents.None)
                continue;
            written.Append(written.Length > 0 ? "," : "").Append(EnumText.Wire(intent));
            if (Strongest(phrases, intent) is { } phrase)
                Place(written, reading, phrase, plain);
        }
        return written.ToString();
    }

    /// <summary>The words of the text that gave the intent; null if the model gave it, or if that is not known.</summary>
    public static string? Words(string? evidence, Intents intent, string text)
    {
        var name = EnumText.Wire(intent) + ":";
        if (evidence?.Split(',').FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal)) is not { } found
            || found[name.Length..].Split('+') is not [var start, var length]
            || !int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        var plain = Letters.Plain(text, MessageTextReader.MostCharacters);
        return from <= plain.Length && count <= plain.Length - from ? plain.Substring(from, count) : null;
    }

    /// <summary><c>words</c> or <c>model</c>; <c>unknown</c> if the evidence does not name the intent.</summary>
    public static string ReadBy(string? evidence, Intents intent)
    {
        var name = EnumText.Wire(intent);
        var found = evidence?.Split(',').FirstOrDefault(part => part.Split(':')[0] == name);
        return found is null ? "unknown" : found.Length > name.Length ? "words" : "model";
    }

    // The first firm phrase with this intent, else the first weak one. The list of phrases starts with the last one of the text.
    private static Phrase? Strongest(List<Phrase> phrases, Intents intent)
    {
        Phrase? found = null;
        foreach (var phrase in phrases)
        {
            if ((phrase.Meaning.Intents & intent) != Intents.None && (found is not { Meaning.IsWeak: false } || !phrase.Meaning.IsWeak))
                found = phrase;
        }
        return found;
    }

    private static void Place(StringBuilder written, AnalysedText reading, in Phrase phrase, string plain)
    {
        var start = reading.Tokens[phrase.Start].Offset;
        var end = reading.Tokens[Math.Min(phrase.End, reading.Tokens.Count) - 1].Offset;
        while (end < plain.Length && !char.IsWhiteSpace(plain[end]))
            end++;
        written.Append(CultureInfo.InvariantCulture, $":{start}+{end - start}");
    }
}
