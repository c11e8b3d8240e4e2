using System.Text;
using System.Text.Json;
using Migochat.Texts;

namespace Migochat.Tests.MessageTexts;

public sealed class IntentModelTests
{
    [Theory]
    [InlineData(-1, 1, "hello", Intents.Greeting)]
    [InlineData(1, 1, "hello", Intents.None)]
    [InlineData(-1, 1, "table", Intents.None)]
    [InlineData(-1, -1, "table", (Intents)255)]
    public void The_lexicon_counts_unless_the_model_doubts_it(float beside, float alone, string text, Intents expected)
    {
        var reader = new MessageTextReader(Lexicon.Embedded, new IntentModel(FileOf(beside, alone)));

        Assert.Equal(expected, reader.Read(text).Intents);
    }

    [Fact]
    public void The_version_changes_with_the_model()
    {
        var one = new MessageTextReader(Lexicon.Embedded, new IntentModel(FileOf(-1, 1)));
        var other = new MessageTextReader(Lexicon.Embedded, new IntentModel(FileOf(-1, 2)));

        Assert.NotEqual(one.Version, other.Version);
        Assert.NotEqual(Lexicon.Embedded.Version, one.Version);
    }

    [Fact]
    public void The_model_is_small_and_says_how_it_was_trained()
    {
        using var figures = JsonDocument.Parse(IntentModel.Embedded.Figures);

        Assert.InRange(figures.RootElement.GetProperty("f1").GetDouble(), 0.8, 1);
        Assert.Matches("^[0-9a-f]{8}$", figures.RootElement.GetProperty("lexicon").GetString());
        Assert.InRange(new FileInfo(Path.Combine(Repository.Root, "Migochat.Domain/Texts/intents.model")).Length, 1, 500_000);
    }

    [Fact]
    public void A_file_of_another_length_is_refused() =>
        Assert.Throws<FormatException>(() => new IntentModel(FileOf(0, 0).AsSpan(..^1)));

    /// <summary>A model that agrees with no lexicon and is sure of nothing.</summary>
    internal static IntentModel Doubting => new(FileOf(1, 1));

    // Weights of 0: the score of every intent in every text is 0.
    private static byte[] FileOf(float beside, float alone)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(2);
        writer.Write(Encoding.UTF8.GetBytes("{}"));
        foreach (var value in new[] { 1f, beside, alone })
        {
            for (var intent = 0; intent < IntentModel.IntentCount; intent++)
                writer.Write(value);
        }
        writer.Write(new byte[IntentModel.Buckets * IntentModel.IntentCount]);
        writer.Flush();
        return stream.ToArray();
    }
}
