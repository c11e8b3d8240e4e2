using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Migochat.Data;

/// <summary>Times as the database holds them: UTC text <c>yyyy-MM-dd HH:mm:ss.ffffff</c>, whose ordinal order is the order of time.</summary>
public static class UtcText
{
    public const string Format = "yyyy-MM-dd HH:mm:ss.ffffff";

    /// <summary>Characters, and bytes.</summary>
    public const int Length = 26;

    /// <summary>SQL for now in that format; SQLite's own clock stops at milliseconds.</summary>
    public const string SqlNow = "strftime('%Y-%m-%d %H:%M:%f000','now')";

    public static string From(DateTime utc) => utc.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Writes the text into 26 bytes; the intake does it several times a message, and formatting by pattern is slow.</summary>
    public static void Write(DateTime utc, Span<byte> text)
    {
        "0000-00-00 00:00:00.000000"u8.CopyTo(text);
        WriteDigits(utc.Year, text[..4]);
        WriteDigits(utc.Month, text[5..7]);
        WriteDigits(utc.Day, text[8..10]);
        WriteDigits(utc.Hour, text[11..13]);
        WriteDigits(utc.Minute, text[14..16]);
        WriteDigits(utc.Second, text[17..19]);
        WriteDigits((int)(utc.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond), text[20..26]);
    }

    /// <exception cref="FormatException">The text is not in <see cref="Format"/>.</exception>
    public static DateTime Parse(string text) =>
        DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>The same from bytes, without a string between: the intake does it several times a message.</summary>
    /// <exception cref="FormatException">The text is not in <see cref="Format"/>.</exception>
    public static DateTime Parse(ReadOnlySpan<byte> text)
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

    private static void WriteDigits(int number, Span<byte> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)('0' + number % 10);
            number /= 10;
        }
    }

    private static int Digits(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                throw new FormatException("A time in the database holds something else than digits.");
            number = number * 10 + (digit - '0');
        }

        return number;
    }
}

internal sealed class UtcTextConverter() : ValueConverter<DateTime, string>(value => UtcText.From(value), text => UtcText.Parse(text));
