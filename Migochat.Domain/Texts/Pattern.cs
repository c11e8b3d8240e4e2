using System.Runtime.InteropServices;

namespace Migochat.Texts;

internal enum Step : byte
{
    Word,
    Gap,
    Start,
    End,
    NotNext,
    NotAhead,
}

/// <param name="Value">The symbol of a word or class; for a gap the number of words that it may skip.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PatternStep(Step Kind, int Value);

/// <summary>A phrase of the lexicon. Its first step is a word or class, and the phrase is looked up by it.</summary>
internal sealed record Pattern(Meaning Meaning, bool AtStart, PatternStep[] Steps)
{
    /// <summary>The words and classes that must follow the first one. A message without them is not tried.</summary>
    public int[] Needed { get; } = [.. Steps.Skip(1).Where(step => step.Kind == Step.Word).Select(step => step.Value).Distinct()];
}
