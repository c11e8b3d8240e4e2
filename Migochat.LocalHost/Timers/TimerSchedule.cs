using NCrontab;

namespace Migochat.LocalHost.Timers;

/// <summary>A six-field NCRONTAB schedule (seconds first) in UTC.</summary>
internal sealed class TimerSchedule(CrontabSchedule schedule)
{
    private static readonly CrontabSchedule.ParseOptions WithSeconds = new() { IncludingSeconds = true };

    /// <summary>Reads a trigger's text; <c>%NAME%</c> is looked up in the configuration.</summary>
    /// <exception cref="InvalidOperationException">The setting is missing, or the text is no schedule.</exception>
    public static TimerSchedule Parse(string function, string text, IConfiguration configuration)
    {
        var expression = Resolve(function, text, configuration);
        var schedule = CrontabSchedule.TryParse(expression, WithSeconds)
            ?? throw new InvalidOperationException($"Timer {function}: '{expression}' is not a six-field NCRONTAB schedule.");
        return new TimerSchedule(schedule);
    }

    /// <summary>The first occurrence after a moment.</summary>
    public DateTimeOffset After(DateTimeOffset moment) => new(schedule.GetNextOccurrence(moment.UtcDateTime), TimeSpan.Zero);

    public override string ToString() => schedule.ToString();

    private static string Resolve(string function, string text, IConfiguration configuration)
    {
        if (text is not ['%', .. var name, '%'])
            return text;
        return configuration[name] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"Timer {function}: its schedule is in the setting '{name}', which is missing.");
    }
}
