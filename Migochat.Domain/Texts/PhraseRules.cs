namespace Migochat.Texts;

/// <summary>The rules by which the phrases of one message affect each other. All other rules are in the lexicon.</summary>
internal static class PhraseRules
{
    private const Intents Sale = Intents.Order | Intents.Price | Intents.Availability | Intents.Delivery;
    private const Intents NoCustomer = Intents.Greeting | Intents.Thanks;
    private const Intents Ending = Intents.Complaint | Intents.Refusal;

    // A weak phrase of the first intent does not count beside an intent of the second column. The order of the rows matters.
    private static readonly (Intents Weak, Intents To)[] GivesWay =
    [
        (Intents.Complaint, Intents.Order | Intents.Refusal),
        (Intents.Refusal, (Sale & ~Intents.Price) | Intents.Complaint),
        (Intents.Order, Intents.Price | Intents.Availability | Ending),
        (Intents.Price, Intents.Availability | Intents.Order | Intents.Delivery | Ending),
        (Intents.Delivery, Intents.Order | Ending),
        (Intents.Availability, Sale | Ending),
    ];

    public static Intents Settle(List<Phrase> phrases)
    {
        var intents = Firm(phrases);
        intents = TheLastWordBetweenOrderAndRefusal(intents, phrases);
        intents = WeakPhrasesGiveWay(intents, phrases);
        intents = ThanksBeforeAComplaintAreSarcasm(intents, phrases);
        return IsNoCustomer(phrases) ? intents & NoCustomer : intents;
    }

    /// <summary>The intents that the model decided on, corrected by phrases that are sure of their meaning.</summary>
    public static Intents KeepSure(Intents decided, Intents settled, List<Phrase> phrases)
    {
        foreach (var phrase in phrases.Where(phrase => phrase.Meaning.IsSure))
            decided |= phrase.Meaning.Intents & settled;
        return phrases.Any(phrase => phrase.Meaning is { IsSilence: true, IsSure: true }) ? decided & NoCustomer : decided;
    }

    /// <summary>Removes phrases that lie within a longer one: "not want" is no "want", "رقم الاوردر" is no "اوردر".</summary>
    public static List<Phrase> TheLongerPhraseHidesTheShorter(List<Phrase> phrases)
    {
        var standing = new List<Phrase>(phrases.Count);
        for (var index = 0; index < phrases.Count; index++)
        {
            if (!IsHidden(phrases, index))
                standing.Add(phrases[index]);
        }
        return standing;
    }

    // The list is sorted by the first word, the last one first. So a phrase that can hide another one is near it in the list.
    private static bool IsHidden(List<Phrase> phrases, int index)
    {
        var phrase = phrases[index];
        for (var at = index - 1; at >= 0 && phrases[at].Start == phrase.Start; at--)
        {
            if (phrases[at].Hides(phrase))
                return true;
        }
        for (var at = index + 1; at < phrases.Count && phrase.Start - phrases[at].Start < 16; at++)
        {
            if (phrases[at].Hides(phrase))
                return true;
        }
        return false;
    }

    private static Intents Firm(List<Phrase> phrases)
    {
        var intents = Intents.None;
        foreach (var phrase in phrases)
        {
            if (!phrase.Meaning.IsWeak)
                intents |= phrase.Meaning.Intents;
        }
        return intents;
    }

    private static Intents TheLastWordBetweenOrderAndRefusal(Intents intents, List<Phrase> phrases)
    {
        const Intents Both = Intents.Order | Intents.Refusal;
        if ((intents & Both) != Both)
            return intents;
        return Last(phrases, Intents.Order) > Last(phrases, Intents.Refusal) ? intents & ~Intents.Refusal : intents & ~Intents.Order;
    }

    private static Intents WeakPhrasesGiveWay(Intents intents, List<Phrase> phrases)
    {
        var weak = Intents.None;
        var isAboutUse = false;
        foreach (var phrase in phrases)
        {
            if (!phrase.Meaning.IsWeak)
                continue;
            weak |= phrase.Meaning.Intents;
            isAboutUse |= phrase.Meaning is { Intents: Intents.None, Place: null };
        }
        // A question about the use of an article ([nothing weak]) is no question about its stock.
        if (isAboutUse)
            weak &= ~Intents.Availability;
        foreach (var (intent, to) in GivesWay)
        {
            if ((weak & intent) != Intents.None && (intents & to) == Intents.None)
                intents |= intent;
        }
        return intents;
    }

    private static Intents ThanksBeforeAComplaintAreSarcasm(Intents intents, List<Phrase> phrases)
    {
        const Intents Both = Intents.Thanks | Intents.Complaint;
        if ((intents & Both) != Both)
            return intents;
        return Last(phrases, Intents.Thanks) > Last(phrases, Intents.Complaint) ? intents : intents & ~Intents.Thanks;
    }

    private static bool IsNoCustomer(List<Phrase> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (phrase.Meaning.IsSilence)
                return true;
        }
        return false;
    }

    private static int Last(List<Phrase> phrases, Intents intent)
    {
        var last = -1;
        foreach (var phrase in phrases)
        {
            if ((phrase.Meaning.Intents & intent) != Intents.None && phrase.Start > last)
                last = phrase.Start;
        }
        return last;
    }
}
