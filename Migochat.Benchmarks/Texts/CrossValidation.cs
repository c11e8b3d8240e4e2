using Migochat.Texts;

namespace Migochat.Benchmarks.Texts;

/// <summary>Cuts labelled texts into folds and trains for each a reader that has not seen it. The nth text is in fold n modulo the number of folds.</summary>
internal sealed class CrossValidation(int folds, IReadOnlyList<LabelledText> rows, IReadOnlyList<LabelledText> tuned)
{
    public MessageTextReader[] Readers()
    {
        var readers = new MessageTextReader[folds];
        Parallel.For(0, folds, fold => readers[fold] = new(Lexicon.Embedded, new IntentModel(Training.Model([.. rows.Where((_, index) => index % folds != fold)], tuned, "{}"))));
        return readers;
    }
}
