using Migochat.Data;

namespace Migochat.Texts;

/// <summary>The meaning of a phrase of the lexicon: intents, a place, or a class that other phrases use.</summary>
/// <param name="Intents">None, with no other value set, for a phrase that only hides shorter phrases in it.</param>
/// <param name="IsWeak">Counts only if the message holds nothing firmer, by the rules of <see cref="PhraseRules"/>. A place is weak if its
/// name is also an ordinary word, or if several towns have a district of that name.</param>
/// <param name="IsSilence">The writer is no customer (a job seeker, a chain message), so only greeting and thanks remain.</param>
/// <param name="IsSure">The model can't overrule it.</param>
/// <param name="Class">The symbol of the class; -1 if the phrase is no class.</param>
internal sealed record Meaning(Intents Intents, Governorate? Place = null, bool IsWeak = false, int Class = -1, bool IsSilence = false, bool IsSure = false);
