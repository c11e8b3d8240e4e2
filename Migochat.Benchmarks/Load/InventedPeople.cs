using System.Globalization;

namespace Migochat.Benchmarks.Load;

/// <summary>The people that write during a run: half on WhatsApp, three in ten on Messenger, the rest on Instagram.</summary>
public static class InventedPeople
{
    private static readonly string[] s_firstNames =
        ["أحمد", "محمد", "منى", "فاطمة", "يوسف", "سارة", "كريم", "هدى", "عمر", "نورهان", "محمود", "ياسمين", "مصطفى", "مريم", "خالد"];

    private static readonly string[] s_lastNames =
        ["حسن", "إبراهيم", "عبد الرحمن", "السيد", "مصطفى", "الشريف", "علي", "عبد الله", "سليمان", "فؤاد", "رمضان", "النجار"];

    /// <summary>The first people, each with an id of its own.</summary>
    public static IReadOnlyList<Person> Make(int count) => [.. Enumerable.Range(0, count).Select(At)];

    /// <summary>Some of the first <paramref name="among"/> people, in even steps, of all channels in the usual shares.</summary>
    public static IReadOnlyList<Person> Spread(int count, int among) =>
        [.. Enumerable.Range(0, count).Select(number => At((int)((long)number * among / count / 10 * 10) + (number % 10)))];

    /// <summary>The person of that number: always the same.</summary>
    public static Person At(int index)
    {
        var (first, last) = (s_firstNames[index % s_firstNames.Length], s_lastNames[index % s_lastNames.Length]);
        return (index % 10) switch
        {
            < 5 => new Person(Channel.WhatsApp, Digits(201_000_000_000, index * 7_919L), first, last),
            < 8 => new Person(Channel.Messenger, Digits(24_000_000_000_000_000, index * 1_000_003_777L), first, last),
            _ => new Person(Channel.Instagram, Digits(17_900_000_000_000_000, index * 1_000_003_777L), first, last),
        };
    }

    private static string Digits(long first, long step) => (first + step).ToString(CultureInfo.InvariantCulture);
}
