using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Benchmarks.Texts;

/// <summary>A text with what a person reads in it.</summary>
/// <param name="Governorate">As JSON has it; empty for none.</param>
/// <param name="Phone">As E.164; empty for none.</param>
public sealed record LabelledText(string Text, Intents Intents, string Governorate, string Phone)
{
    /// <summary>Reads a file of <c>text | intents | governorate | phone</c>, or of <c>id, text, intents, governorate, phone</c> with tabs between and a heading.</summary>
    /// <exception cref="UsageException">There is no such file, or a line is neither.</exception>
    public static IReadOnlyList<LabelledText> ReadFile(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"There is no file {path}.");
        return
        [
            .. from line in File.ReadLines(path)
               where line.Length > 0 && line[0] != '#' && !line.StartsWith("id\t", StringComparison.Ordinal)
               select Row(line.Contains('\t', StringComparison.Ordinal) ? line.Split('\t')[1..] : line.Split('|', StringSplitOptions.TrimEntries)),
        ];
    }

    private static LabelledText Row(string[] cells) => cells.Length == 4
        ? new(cells[0], IntentsOf(cells[1]), cells[2], cells[3])
        : throw new UsageException($"'{string.Join(" | ", cells)}' is no labelled text.");

    private static Intents IntentsOf(string names) => names == "none" ? Intents.None
        : names.Split(',').Aggregate(Intents.None, (all, name) => EnumText.TryFromWire<Intents>(name, out var one) ? all | one : throw new UsageException($"No intent is called '{name}'."));
}
