using System.Security.Cryptography;
using System.Text;
using Migochat.Graph;
using Migochat.Settings;

namespace Migochat.Fetches;

/// <summary>Decides whether and when a failed fetch is tried again. Pure.</summary>
internal static class FetchRetry
{
    /// <summary>Some nine days with the longest pauses; Meta keeps the answers to lead forms for 90.</summary>
    public const int MostTries = 40;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <param name="error">As the client reads it.</param>
    /// <param name="tries">Failed calls before this one.</param>
    /// <param name="tokenMark">Of the present tokens.</param>
    /// <param name="now">UTC.</param>
    /// <param name="jitter">From 0 to 1, so that not all come back at once.</param>
    public static FetchFailure After(GraphError error, int tries, string tokenMark, DateTime now, double jitter) => error.Kind switch
    {
        GraphErrorKind.RateLimited or GraphErrorKind.Temporary or GraphErrorKind.Unknown when tries + 1 < MostTries =>
            new(error.Kind, error.Reason, Later(error.RetryAt?.UtcDateTime, now + Pause(tries, jitter)), null, now),
        GraphErrorKind.TokenInvalid or GraphErrorKind.NotPermitted or GraphErrorKind.NotFound =>
            new(error.Kind, error.Reason, null, tokenMark, now),
        _ => new(error.Kind, error.Reason, null, null, now),
    };

    /// <summary>The failure where no token is configured.</summary>
    public static FetchFailure WithoutToken(string setting, string tokenMark, DateTime now) =>
        new(GraphErrorKind.TokenInvalid, $"The setting {setting} has no token for this account.", null, tokenMark, now);

    /// <summary>A short hash, the same for the same tokens in every process.</summary>
    public static string TokenMark(GraphSettings settings)
    {
        var tokens = string.Join('\n', settings.PageTokens.All.Concat(settings.InstagramTokens.All).Concat(settings.WhatsAppTokens.All).Concat(settings.AdsTokens));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tokens)))[..16];
    }

    /// <summary>Doubles from half a minute to six hours, and adds up to a fifth.</summary>
    private static TimeSpan Pause(int tries, double jitter)
    {
        var pause = First * Math.Pow(2, Math.Min(tries, 20));
        return (pause < Longest ? pause : Longest) * (1 + (0.2 * jitter));
    }

    private static DateTime Later(DateTime? a, DateTime b) => a > b ? a.Value : b;
}
