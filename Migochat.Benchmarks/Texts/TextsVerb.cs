using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Benchmarks.Texts;

/// <summary>How well labelled texts are read by a model that has not seen them, and how fast.</summary>
internal static class TextsVerb
{
    public const string Help = """
        texts FILE… [--tuned FILE] [--folds N]
          Reads labelled texts, each by a model trained on the other folds, and says how often a person reads the same.
          --tuned FILE  more texts to train on, which the lexicon was made with; they are not counted
          --folds N     in how many parts the texts are cut (5)
        """;

    public static Task<int> RunAsync(Arguments arguments)
    {
        var folds = arguments.Count("--folds", 5);
        var tuned = arguments.Text("--tuned") is { } path ? LabelledText.ReadFile(path) : [];
        var files = arguments.Rest().Select(file => (Name: Path.GetFileName(file), Rows: LabelledText.ReadFile(file))).ToArray();
        if (files.Length == 0)
            throw new UsageException("texts wants files of labelled texts.");
        var readers = new CrossValidation(folds, [.. files.SelectMany(file => file.Rows)], tuned).Readers();
        var first = 0;
        foreach (var (name, rows) in files)
        {
            Report(name, rows, readers, first);
            first += rows.Count;
        }
        Console.WriteLine($"A message takes {Microseconds([.. files.SelectMany(file => file.Rows)]):0.0} µs.");
        return Task.FromResult(0);
    }

    private static void Report(string name, IReadOnlyList<LabelledText> rows, MessageTextReader[] readers, int first)
    {
        var lexicon = new MessageTextReader(Lexicon.Embedded);
        Console.WriteLine($"{name}, {rows.Count} texts, {readers.Length} folds");
        Console.WriteLine($"  {"",-14}{"precision",-12}{"recall",-10}{"F1",-8}{"±",-8}lexicon alone");
        var learned = rows.Select((row, index) => readers[(first + index) % readers.Length].Read(row.Text)).ToArray();
        var plain = rows.Select(row => lexicon.Read(row.Text)).ToArray();
        foreach (var intent in Enum.GetValues<Intents>().Where(intent => intent != Intents.None))
            Line(EnumText.Wire(intent), intent);
        Line("all", (Intents)255);
        var places = learned.Zip(rows).Count(pair => (pair.First.Governorate is { } place ? EnumText.Wire(place) : "") == pair.Second.Governorate);
        var phones = learned.Zip(rows).Count(pair => (pair.First.Phone ?? "") == pair.Second.Phone);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  governorate {(double)places / rows.Count:0.000}, phone {(double)phones / rows.Count:0.000}"));

        void Line(string title, Intents mask)
        {
            var parts = Enumerable.Range(0, readers.Length).Select(fold => Sum(rows, learned, mask, index => (first + index) % readers.Length == fold).F1).ToArray();
            var mean = parts.Average();
            var spread = Math.Sqrt(parts.Sum(part => (part - mean) * (part - mean)) / parts.Length);
            var all = Sum(rows, learned, mask, _ => true);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {title,-14}{all.Precision,-12:0.000}{all.Recall,-10:0.000}{all.F1,-8:0.000}{spread,-8:0.000}{Sum(rows, plain, mask, _ => true).F1:0.000}"));
        }
    }

    private static Agreement Sum(IReadOnlyList<LabelledText> rows, TextSignals[] read, Intents mask, Func<int, bool> counts)
    {
        var sum = new Agreement();
        for (var index = 0; index < rows.Count; index++)
        {
            if (counts(index))
                sum += Compare(rows[index].Intents & mask, read[index].Intents & mask);
        }
        return sum;
    }

    private static Agreement Compare(Intents wanted, Intents says) => new(Bits(wanted & says), Bits(says & ~wanted), Bits(wanted & ~says));

    private static int Bits(Intents intents) => BitOperations.PopCount((uint)intents);

    private static double Microseconds(LabelledText[] rows)
    {
        const int Rounds = 12;
        var reader = new MessageTextReader();
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var row in rows)
                reader.Read(row.Text);
            var took = Stopwatch.GetElapsedTime(start);
            best = took < best ? took : best;
        }
        return best.TotalMicroseconds / rows.Length;
    }
}
