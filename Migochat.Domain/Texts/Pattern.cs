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

/// <param name="Value">The symbol of a word or class; for a gap how many words it may skip.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PatternStep(Step Kind, int Value);

/// <summary>A phrase of the lexicon: its first step is a word or class, by which it is found.</summary>
internal sealed record Pattern(Meaning Meaning, bool AtStart, PatternStep[] Steps)
{
    /// <summary>The words and classes that must come behind the first: without them there is nothing to follow.</summary>
    public int[] Needed { get; } = [.. Steps.Skip(1).Where(step => step.Kind == Step.Word).Select(step => step.Value).Distinct()];
}
