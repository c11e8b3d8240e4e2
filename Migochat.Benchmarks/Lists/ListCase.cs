using System.Globalization;

namespace Migochat.Benchmarks.Lists;

/// <summary>A list that staff request.</summary>
/// <param name="Name">As reported.</param>
/// <param name="Path">Makes the path of a request below <c>/api/</c>, from its number and the number of people.</param>
/// <param name="GoalMilliseconds">The limit for 99 of 100 answers.</param>
/// <param name="IsDeep">Starts at a page far behind the first one and goes on page by page.</param>
/// <param name="MayBeEmpty">The request matches nobody.</param>
public sealed record ListCase(string Name, Func<int, int, string> Path, double GoalMilliseconds, bool IsDeep = false, bool MayBeEmpty = false)
{
    private const double InOrder = 20;
    private const double Searching = 100;

    /// <summary>All that are measured.</summary>
    public static IReadOnlyList<ListCase> All { get; } =
    [
        new("score", (_, _) => "leads", InOrder),
        new("score, deep", (_, _) => "leads", InOrder, IsDeep: true),
        new("recent", (_, _) => "leads?sort=recent", InOrder),
        new("recent, deep", (_, _) => "leads?sort=recent", InOrder, IsDeep: true),
        new("stage", (_, _) => "leads?stage=nurture", InOrder),
        new("stage, deep", (_, _) => "leads?stage=nurture", InOrder, IsDeep: true),
        new("stage recent", (_, _) => "leads?stage=intake&sort=recent", InOrder),
        new("filters", (_, _) => "leads?stage=nurture&governorate=red_sea&platform=whatsapp", InOrder),
        new("label", (_, _) => "leads?label=cold", InOrder),
        new("the cold of a stage", (_, _) => "leads?stage=nurture&label=cold", InOrder),
        new("min_score, source", (_, _) => "leads?min_score=30&source=ad_message&sort=recent", InOrder),
        new("a lead's messages", (number, people) => $"leads/{Id(number, people)}/messages", InOrder),
        new("a lead's conversations", (number, people) => $"leads/{Id(number, people)}/conversations", InOrder),
        new("conversations", (_, _) => "conversations", InOrder),
        Query("q of a letter", "م"),
        Query("q of a name", "منى"),
        Query("q of a rare pair", "فاطمة فؤا"),
        Query("q of a common pair", "عبد منى"),
        Query("q recent", "كريم", "&sort=recent"),
        Query("q in a stage", "سارة", "&stage=nurture"),
        Query("q of few digits", "010"),
        Query("q of more digits", "0100 00"),
        new("q of a number", (number, people) => $"leads?q={Number(number, people)}", Searching),
        Query("q of nobody", "زززز") with { MayBeEmpty = true },
    ];

    private static ListCase Query(string name, string typed, string more = "") =>
        new(name, (_, _) => $"leads?q={Uri.EscapeDataString(typed)}{more}", Searching);

    private static string Id(int number, int people) => (1 + At(number, people)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of one person in ten; all of these write on WhatsApp.</summary>
    private static string Number(int number, int people) => Load.InventedPeople.At(At(number, people) / 10 * 10).Id;

    // Spread over the file: a prime larger than it has no rhythm in common with it.
    private static int At(int number, int people) => (int)(number * 15_485_863L % people);
}
