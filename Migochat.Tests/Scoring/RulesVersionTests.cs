using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Migochat.Data;
using Migochat.Scoring;
using Migochat.Texts;
using static Migochat.Tests.Scoring.SomeLead;

namespace Migochat.Tests.Scoring;

/// <summary>Stored scores are computed again after a change of the rules only if their version has changed too.</summary>
public sealed class RulesVersionTests
{
    private static readonly double[] Ages = [0, 0.5, 2, 6, 13, 25, 45, 80, 100];

    [Fact]
    public void Other_points_have_another_version()
    {
        var points = string.Join('\n', Leads().Select(lead => PointsOf(Score.Of(lead, Now))));

        // If the rules give other points, raise Score.RulesVersion and write both here.
        Assert.Equal((1, "b1e58606ec8dbc45"), (Score.RulesVersion, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(points)))[..16]));
    }

    [Fact]
    public void Every_fact_varies_among_the_leads() => AssertFactsVary([.. Leads()]);

    private static IEnumerable<LeadFacts> Leads()
    {
        foreach (var age in Ages)
        {
            foreach (var source in Enum.GetValues<MessageSource>())
                yield return Facts(source, DaysAgo(age));
            foreach (var intent in Enum.GetValues<Intents>())
            {
                yield return Facts(DaysAgo(age, intent));
                yield return Facts(DaysAgo(age, intent), DaysAgo(age + 3, Intents.Order), DaysAgo(age + 3.1));
            }

            foreach (var type in Enum.GetValues<CustomerType>())
                yield return Facts(DaysAgo(age), DaysAgo(age)) with { Type = type, IsTypeLocked = type == CustomerType.New, HasPhone = true };
            yield return Facts([.. Enumerable.Range(0, 12).Select(number => DaysAgo(age + number))]) with { HasGovernorate = true, HasFullName = true };
        }
    }

    private static string PointsOf(Score score) => string.Join("; ", score.Parts.Select(part =>
        string.Create(CultureInfo.InvariantCulture, $"{part.Name} {part.Points} {(part.Until - Now)?.Ticks}")));
}
