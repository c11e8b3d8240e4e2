using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Migochat.Texts;

namespace Migochat.Benchmarks.Texts;

/// <summary>Trains the model that the text reader carries.</summary>
internal static class TrainVerb
{
    public const string Help = """
        train FILE… --to FILE [--tuned FILE]
          Trains on labelled texts and writes the model. The same files always give the same model.
          --to FILE     where it is written: Migochat.Domain/Texts/intents.model
          --tuned FILE  more texts to train on, which the lexicon was made with
        """;

    private const int Folds = 5;

    public static Task<int> RunAsync(Arguments arguments)
    {
        var to = arguments.Text("--to") ?? throw new UsageException("train wants --to FILE.");
        var tuned = arguments.Text("--tuned") is { } path ? LabelledText.ReadFile(path) : [];
        var rows = arguments.Rest().SelectMany(LabelledText.ReadFile).ToArray();
        if (rows.Length == 0)
            throw new UsageException("train wants files of labelled texts.");
        var figures = Figures(rows, tuned);
        var model = Training.Model(rows, tuned, figures);
        File.WriteAllBytes(to, model);
        Console.WriteLine($"{to}: {model.Length} bytes, {figures}");
        return Task.FromResult(0);
    }

    private static string Figures(LabelledText[] rows, IReadOnlyList<LabelledText> tuned)
    {
        var readers = new CrossValidation(Folds, rows, tuned).Readers();
        var read = rows.Select((row, index) => readers[index % Folds].Read(row.Text).Intents).ToArray();
        var sum = new Agreement();
        for (var index = 0; index < rows.Length; index++)
        {
            var wanted = rows[index].Intents;
            sum += new Agreement(Bits(wanted & read[index]), Bits(read[index] & ~wanted), Bits(wanted & ~read[index]));
        }
        return string.Create(CultureInfo.InvariantCulture,
            $$"""{"texts":{{rows.Length}},"tuned":{{tuned.Count}},"lexicon":{{JsonSerializer.Serialize(Lexicon.Embedded.Version)}},"folds":{{Folds}},"precision":{{sum.Precision:0.000}},"recall":{{sum.Recall:0.000}},"f1":{{sum.F1:0.000}}}""");
    }

    private static int Bits(Intents intents) => BitOperations.PopCount((uint)intents);
}
