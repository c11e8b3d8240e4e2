using Migochat.Data;

namespace Migochat.Texts;

/// <summary>What a phrase of the lexicon says: something about intents, a place, or the name of a class that other phrases use.</summary>
/// <param name="Intents">None, with nothing else set, for a phrase that only hides the shorter ones in it.</param>
/// <param name="IsWeak">Counts only where nothing firmer stands in the message; <see cref="Interplay"/> says what.
/// A place whose name is also an ordinary word, or a district's name that several towns have.</param>
/// <param name="IsSilence">The writer is no customer (a job seeker, a chain message): only greeting and thanks are left.</param>
/// <param name="IsSure">The model can't overrule it.</param>
/// <param name="Class">The symbol of the class, -1 where the phrase is none.</param>
internal sealed record Meaning(Intents Intents, Governorate? Place = null, bool IsWeak = false, int Class = -1, bool IsSilence = false, bool IsSure = false);
