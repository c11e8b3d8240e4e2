using System.Numerics;
using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Tests.MessageTexts;

/// <summary>Labelled messages by invented people: those that the lexicon was made with, and those that it was only measured by.</summary>
public sealed class OwnMessagesTests
{
    private static readonly MessageTextReader Reader = new();

    [Theory]
    [InlineData("practice.txt", 0.98, 0.98)]
    [InlineData("measured.txt", 0.83, 0.96)]
    public void Most_are_read_as_a_person_reads_them(string file, double intents, double governorates)
    {
        var rows = Rows(file);
        var read = rows.Select(row => Reader.Read(row[0])).ToArray();

        var right = rows.Zip(read, (row, signals) => Count(AcceptHeader(row) & signals.Intents)).Sum();
        var wrong = rows.Zip(read, (row, signals) => Count(AcceptHeader(row) ^ signals.Intents)).Sum();
        var places = rows.Zip(read, (row, signals) => row[2] == (signals.Governorate is { } place ? EnumText.Wire(place) : "")).Count(same => same);

        Assert.InRange(2.0 * right / ((2 * right) + wrong), intents, 1);
        Assert.InRange((double)places / rows.Length, governorates, 1);
        Assert.Equal(rows.Select(row => row[3]), read.Select(signals => signals.Phone ?? ""));
    }

    private static Intents AcceptHeader(string[] row) => row[1] == "none" ? Intents.None
        : row[1].Split(',').Aggregate(Intents.None, (all, name) => EnumText.TryFromWire<Intents>(name, out var one) ? all | one : throw new FormatException(name));

    private static int Count(Intents intents) => BitOperations.PopCount((uint)intents);

    private static string[][] Rows(string file) =>
    [
        .. from line in Repository.Read($"Migochat.Tests/MessageTexts/{file}").Split('\n')
           where line.Length > 0 && line[0] != '#'
           select line.Split('|', StringSplitOptions.TrimEntries),
    ];
}
