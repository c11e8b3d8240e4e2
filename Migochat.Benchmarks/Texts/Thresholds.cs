using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Migochat.Texts;

namespace Migochat.Benchmarks.Texts;

/// <summary>From which score on an intent is claimed: beside the lexicon that says it too, and alone.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Thresholds(Vector256<float> Beside, Vector256<float> Alone)
{
    private const int Parts = 5;
    private const float Lowest = -6;
    private const float Highest = 6;
    private const float Step = 0.25f;

    // Of order and refusal, with room above the 0.92 that strangers' texts are to reach.
    private const double LeastPrecision = 0.94;

    /// <summary>Chosen on texts that the scoring weights have not seen; order and refusal are claimed only with few mistakes.</summary>
    public static Thresholds Choose(IReadOnlyList<Example> examples)
    {
        var scores = new Vector256<float>[examples.Count];
        for (var part = 0; part < Parts; part++)
        {
            var weights = IntentTrainer.Train([.. examples.Where((_, index) => index % Parts != part)]);
            for (var index = part; index < examples.Count; index += Parts)
                scores[index] = IntentTrainer.Score(weights, examples[index].Features);
        }
        var (beside, alone) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (var intent = 0; intent < IntentModel.IntentCount; intent++)
        {
            var (low, high) = Best(examples, scores, intent);
            beside = beside.WithElement(intent, low);
            alone = alone.WithElement(intent, high);
        }
        return new(beside, alone);
    }

    private static (float Beside, float Alone) Best(IReadOnlyList<Example> examples, Vector256<float>[] scores, int intent)
    {
        var flag = (Intents)(1 << intent);
        var leastPrecision = flag is Intents.Order or Intents.Refusal ? LeastPrecision : 0;
        var best = (Highest, Highest);
        var bestValue = 0.0;
        for (var beside = Lowest; beside <= Highest; beside += Step)
        {
            for (var alone = beside; alone <= Highest; alone += Step)
            {
                var count = new Agreement();
                for (var index = 0; index < examples.Count; index++)
                {
                    var example = examples[index];
                    if (example.IsTuned)
                        continue;
                    var says = scores[index][intent] >= ((example.LexiconSays & flag) != Intents.None ? beside : alone);
                    count = count.With((example.Wanted & flag) != Intents.None, says);
                }
                if (count.Precision >= leastPrecision && count.F1 > bestValue)
                    (bestValue, best) = (count.F1, (beside, alone));
            }
        }
        return best;
    }
}
