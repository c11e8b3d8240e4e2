using System.Runtime.InteropServices;

namespace Migochat.Texts;

/// <summary>A word of the lexicon, or a class of several words, that begins at a word of a message.</summary>
/// <param name="Symbol">The symbol of the word or class.</param>
/// <param name="End">The word after its last one.</param>
/// <param name="Words">Bit n is set if the nth word from the first belongs to it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WordMatch(int Symbol, int End, ulong Words);
