using System.Runtime.InteropServices;

namespace Migochat.Texts;

/// <summary>From a word of a message to behind the last word of what begins there: one word, or a class made of several.</summary>
/// <param name="Words">Bit n: the nth word from the first belongs to it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Edge(int Symbol, int End, ulong Words);
