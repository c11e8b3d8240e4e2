using System.Runtime.InteropServices;

namespace Migochat.Benchmarks.Texts;

/// <summary>How often a reader and a person said the same.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Agreement(int Right, int Wrong, int Missed)
{
    public double Precision => Right == 0 ? 0 : (double)Right / (Right + Wrong);

    public double Recall => Right == 0 ? 0 : (double)Right / (Right + Missed);

    public double F1 => Right + Wrong + Missed == 0 ? 1 : 2.0 * Right / ((2 * Right) + Wrong + Missed);

    public Agreement With(bool wanted, bool says) => (wanted, says) switch
    {
        (true, true) => this with { Right = Right + 1 },
        (false, true) => this with { Wrong = Wrong + 1 },
        (true, false) => this with { Missed = Missed + 1 },
        _ => this,
    };

    public static Agreement operator +(Agreement one, Agreement other) => new(one.Right + other.Right, one.Wrong + other.Wrong, one.Missed + other.Missed);
}
