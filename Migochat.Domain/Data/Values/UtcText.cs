using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Migochat.Data;

/// <summary>Times as the database holds them: UTC text <c>yyyy-MM-dd HH:mm:ss.ffffff</c>, whose ordinal order is the order of time.</summary>
public static class UtcText
{
    /// <summary>Characters.</summary>
    public const int Length = 26;

    /// <summary>SQL for now in that format; SQLite's own clock stops at milliseconds.</summary>
    public const string SqlNow = "strftime('%Y-%m-%d %H:%M:%f000','now')";

    // Formatting and parsing by pattern is slow, and the intake does it several times a message.
    public static string From(DateTime utc) => string.Create(Length, utc, static (text, utc) =>
    {
        "0000-00-00 00:00:00.000000".CopyTo(text);
        WriteDigits(utc.Year, text[..4]);
        WriteDigits(utc.Month, text[5..7]);
        WriteDigits(utc.Day, text[8..10]);
        WriteDigits(utc.Hour, text[11..13]);
        WriteDigits(utc.Minute, text[14..16]);
        WriteDigits(utc.Second, text[17..19]);
        WriteDigits((int)(utc.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond), text[20..26]);
    });

    /// <exception cref="FormatException">The text is not in the format of the database.</exception>
    public static DateTime Parse(ReadOnlySpan<char> text)
    {
        if (text.Length != Length)
            throw new FormatException("A time in the database has another length than 26.");
        var micros = Digits(text[20..26]);
        return new DateTime(Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]), Digits(text[11..13]), Digits(text[14..16]), Digits(text[17..19]), DateTimeKind.Utc)
            .AddTicks(micros * TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>The present time in the database's precision, so that a written time equals the time read back.</summary>
    public static DateTime Now(this TimeProvider time) => Truncate(time.GetUtcNow().UtcDateTime);

    /// <summary>Cuts to whole microseconds.</summary>
    public static DateTime Truncate(DateTime utc) => utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));

    private static void WriteDigits(int number, Span<char> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (char)('0' + number % 10);
            number /= 10;
        }
    }

    private static int Digits(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '9')
                throw new FormatException("A time in the database holds something else than digits.");
            number = number * 10 + (digit - '0');
        }

        return number;
    }
}

internal sealed class UtcTextConverter() : ValueConverter<DateTime, string>(value => UtcText.From(value), text => UtcText.Parse(text));
