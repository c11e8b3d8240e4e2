using System.Runtime.Intrinsics;
using Migochat.Texts;

namespace Migochat.Benchmarks.Texts;

/// <summary>Logistic regression for all intents at once: stochastic gradient descent with a rate for each weight, averaged. Deterministic.</summary>
internal static class IntentTrainer
{
    private const int Rounds = 16;
    private const float Rate = 0.12f;
    private const float Shrinking = 0.002f;

    /// <summary>The weights, eight a bucket.</summary>
    public static Vector256<float>[] Train(IReadOnlyList<Example> examples)
    {
        var random = new Random(20);
        var weights = new Vector256<float>[IntentModel.Buckets];
        var squares = new Vector256<float>[IntentModel.Buckets];
        Array.Fill(squares, Vector256.Create(1f));
        var average = new Vector256<float>[IntentModel.Buckets];
        var order = Enumerable.Range(0, examples.Count).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var index in order)
                Learn(examples[index], weights, squares);
            if (round < Rounds / 2)
                continue;
            for (var bucket = 0; bucket < weights.Length; bucket++)
                average[bucket] += weights[bucket] / (Rounds - (Rounds / 2));
        }
        return average;
    }

    /// <summary>How sure the weights are of each intent: above 0 rather yes.</summary>
    public static Vector256<float> Score(Vector256<float>[] weights, int[] features)
    {
        var sum = Vector256<float>.Zero;
        foreach (var feature in features)
            sum += weights[feature];
        return sum;
    }

    private static void Learn(Example example, Vector256<float>[] weights, Vector256<float>[] squares)
    {
        var score = Score(weights, example.Features);
        var wanted = Vector256<float>.Zero;
        for (var intent = 0; intent < IntentModel.IntentCount; intent++)
            wanted = wanted.WithElement(intent, ((int)example.Wanted >> intent) & 1);
        var error = (Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-score))) - wanted;
        foreach (var feature in example.Features)
        {
            var slope = error + (weights[feature] * Shrinking);
            squares[feature] += slope * slope;
            weights[feature] -= slope * Rate / Vector256.Sqrt(squares[feature]);
        }
    }
}
