using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;

namespace Migochat.Texts;

/// <summary>
/// A linear model for each intent over <see cref="IntentFeatures"/>. Its file holds the length of a JSON text (32 bits); the text with the
/// figures of the training; for each intent its scale, its threshold beside the lexicon and its threshold alone; and the weights, eight
/// bytes for each bucket.
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

    /// <summary>The model in the assembly.</summary>
    public static IntentModel Embedded { get; } = new(EmbeddedFile());

    /// <summary>Eight hexadecimal digits. They differ for different files.</summary>
    public string Version { get; }

    /// <summary>The figures of its training and of its quality, as JSON.</summary>
    public string Figures { get; }

    /// <summary>
    /// The intents of the message: those of the lexicon unless the model doubts them, and those that the model alone is sure of.
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
