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
internal sealed record Pattern(Meaning Meaning, bool AtStart, PatternStep[] Steps);
