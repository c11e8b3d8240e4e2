using Migochat.Texts;

namespace Migochat.Benchmarks.Texts;

/// <summary>From labelled texts to a model's file.</summary>
internal static class Training
{
    // Every so many of the texts that the lexicon was made with also show how far it is to be trusted in plain messages.
    private const int WithPhrases = 2;

    /// <param name="tuned">Texts that the lexicon was made with: what the lexicon finds in them is learned only from a part.</param>
    public static byte[] Model(IReadOnlyList<LabelledText> rows, IReadOnlyList<LabelledText> tuned, string figures)
    {
        var lexicon = new MessageTextReader(Lexicon.Embedded);
        Example[] examples =
        [
            .. rows.Select(row => Example(lexicon, row, withPhrases: true, isTuned: false)),
            .. tuned.Select(row => Example(lexicon, row, withPhrases: false, isTuned: true)),
            .. tuned.Where((_, index) => index % WithPhrases == 0).Select(row => Example(lexicon, row, withPhrases: true, isTuned: true)),
        ];
        return ModelFile.Write(IntentTrainer.Train(examples), Thresholds.Choose(examples), figures);
    }

    private static Example Example(MessageTextReader lexicon, LabelledText row, bool withPhrases, bool isTuned) =>
        new(lexicon.Features(row.Text, withPhrases, out var says), says, row.Intents, isTuned);
}
