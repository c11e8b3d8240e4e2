using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using Migochat.Texts;

namespace Migochat.Benchmarks.Texts;

/// <summary>A trained model as the file that <see cref="IntentModel"/> reads: weights rounded to a byte each.</summary>
internal static class ModelFile
{
    public static byte[] Write(Vector256<float>[] weights, Thresholds thresholds, string figures)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var text = Encoding.UTF8.GetBytes(figures);
        writer.Write(text.Length);
        writer.Write(text);
        var largest = weights.Aggregate(Vector256<float>.Zero, (most, weight) => Vector256.Max(most, Vector256.Abs(weight)));
        var scale = Vector256.Max(largest, Vector256.Create(1e-6f)) / 127f;
        foreach (var eight in new[] { scale, thresholds.Beside, thresholds.Alone })
        {
            for (var intent = 0; intent < IntentModel.IntentCount; intent++)
                writer.Write(eight[intent]);
        }
        foreach (var weight in weights)
        {
            for (var intent = 0; intent < IntentModel.IntentCount; intent++)
                writer.Write((sbyte)MathF.Round(weight[intent] / scale[intent]));
        }
        writer.Flush();
        return stream.ToArray();
    }
}
