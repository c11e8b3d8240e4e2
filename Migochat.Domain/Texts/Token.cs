namespace Migochat.Texts;

internal enum TokenKind : byte
{
    Word,
    Number,
    Break,
    Question,
}

/// <summary>A word, a number or a mark that ends a clause.</summary>
/// <param name="Start">Its position in the folded text.</param>
/// <param name="Offset">Its position in the message.</param>
/// <param name="Entry">Index in the vocabulary; -1 for an unknown word.</param>
/// <param name="Prefix">ل, ب, ف or ع if a preposition is written together with the word, else NUL.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, int Offset, int Entry = -1, char Prefix = '\0')
{
    public bool EndsClause => Kind is TokenKind.Break or TokenKind.Question;
}
