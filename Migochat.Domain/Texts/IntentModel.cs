using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;

namespace Migochat.Texts;

/// <summary>
/// A linear model for each intent over <see cref="IntentFeatures"/>. Its file: the length of a JSON text (32 bits), the text, which holds the
/// figures of the training, then for each intent scale, threshold beside the lexicon and threshold alone, then the weights, eight bytes a bucket.
/// </summary>
internal sealed class IntentModel
{
    public const int Buckets = 49152;
    public const int IntentCount = 8;

    private readonly Vector256<float> _scale;
    private readonly Vector256<float> _beside;
    private readonly Vector256<float> _alone;
    private readonly Vector64<sbyte>[] _weights = new Vector64<sbyte>[Buckets];

    public IntentModel(ReadOnlySpan<byte> file)
    {
        Version = Convert.ToHexStringLower(SHA256.HashData(file))[..8];
        var length = BinaryPrimitives.ReadInt32LittleEndian(file);
        Figures = Encoding.UTF8.GetString(file.Slice(4, length));
        var rest = file[(4 + length)..];
        _scale = Eight(ref rest);
        _beside = Eight(ref rest);
        _alone = Eight(ref rest);
        if (rest.Length != Buckets * IntentCount)
            throw new FormatException("the model's file has another length than its weights");
        for (var bucket = 0; bucket < Buckets; bucket++)
            _weights[bucket] = Vector64.Create(BinaryPrimitives.ReadUInt64LittleEndian(rest[(bucket * IntentCount)..])).AsSByte();
    }

    /// <summary>The model that the assembly carries.</summary>
    public static IntentModel Embedded { get; } = new(EmbeddedFile());

    /// <summary>Eight hexadecimal digits that change with any change of the file.</summary>
    public string Version { get; }

    /// <summary>How it was trained and how well it reads, as JSON.</summary>
    public string Figures { get; }

    /// <summary>
    /// What the message is about: what the lexicon says unless the model doubts it, and what the model alone is sure of.
    /// </summary>
    public Intents Decide(ReadOnlySpan<int> features, Intents lexiconSays)
    {
        var sum = Vector256<int>.Zero;
        foreach (var bucket in features)
        {
            var (low, high) = Vector64.Widen(_weights[bucket]);
            sum += Vector256.Create(Vector128.WidenLower(low.ToVector128()), Vector128.WidenLower(high.ToVector128()));
        }
        var score = Vector256.ConvertToSingle(sum) * _scale;
        var beside = Vector256.GreaterThanOrEqual(score, _beside).ExtractMostSignificantBits();
        var alone = Vector256.GreaterThanOrEqual(score, _alone).ExtractMostSignificantBits();
        return (lexiconSays & (Intents)beside) | (Intents)alone;
    }

    private static Vector256<float> Eight(ref ReadOnlySpan<byte> from)
    {
        var values = Vector256<float>.Zero;
        for (var at = 0; at < IntentCount; at++)
            values = values.WithElement(at, BinaryPrimitives.ReadSingleLittleEndian(from[(at * 4)..]));
        from = from[(IntentCount * 4)..];
        return values;
    }

    private static byte[] EmbeddedFile()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("intents.model")!;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }
}
