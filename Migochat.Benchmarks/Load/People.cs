using System.Globalization;

namespace Migochat.Benchmarks.Load;

/// <summary>The people who write during a run: half on WhatsApp, three in ten on Messenger, the rest on Instagram.</summary>
public static class People
{
    private static readonly string[] s_firstNames =
        ["أحمد", "محمد", "منى", "فاطمة", "يوسف", "سارة", "كريم", "هدى", "عمر", "نورهان", "محمود", "ياسمين", "مصطفى", "مريم", "خالد"];

    private static readonly string[] s_lastNames =
        ["حسن", "إبراهيم", "عبد الرحمن", "السيد", "مصطفى", "الشريف", "علي", "عبد الله", "سليمان", "فؤاد", "رمضان", "النجار"];

    /// <summary>The same people for the same count, each with an id of its own.</summary>
    public static IReadOnlyList<Person> Make(int count) => [.. Enumerable.Range(0, count).Select(Person)];

    private static Person Person(int index)
    {
        var name = $"{s_firstNames[index % s_firstNames.Length]} {s_lastNames[index % s_lastNames.Length]}";
        return (index % 10) switch
        {
            < 5 => new Person(Channel.WhatsApp, Digits(201_000_000_000, index * 7_919L), JsonText.Escape(name)),
            < 8 => new Person(Channel.Messenger, Digits(24_000_000_000_000_000, index * 1_000_003_777L), JsonText.Escape(name)),
            _ => new Person(Channel.Instagram, Digits(17_900_000_000_000_000, index * 1_000_003_777L), JsonText.Escape(name)),
        };
    }

    private static string Digits(long first, long step) => (first + step).ToString(CultureInfo.InvariantCulture);
}
