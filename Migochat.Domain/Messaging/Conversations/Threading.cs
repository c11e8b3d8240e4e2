using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>
/// The threading rule: a conversation is a maximal run of one person's messages with no gap longer than the idle time
/// between neighbours, by event time. Pure; all times UTC.
/// </summary>
public static class Threading
{
    /// <summary>Where a message goes, seen from the person's newest conversation.</summary>
    /// <param name="newest">Null: the person has none.</param>
    /// <param name="idle">The longest gap that still joins.</param>
    public static ThreadPosition PositionOf(ConversationRun? newest, DateTime time, TimeSpan idle)
    {
        if (newest is null || time - newest.LastActivity > idle)
            return ThreadPosition.StartsNew;
        return time >= newest.StartedAt ? ThreadPosition.JoinsNewest : ThreadPosition.BeforeNewest;
    }

    /// <summary>The newest conversation with one more message, at or after its start.</summary>
    public static ConversationRun Join(ConversationRun run, DateTime time) => run with
    {
        LastActivity = Moment.Later(run.LastActivity, time),
        MessageCount = run.MessageCount + 1,
    };

    /// <summary>
    /// A late message together with the conversations it touches, each within the idle time of it: the union of their
    /// intervals, under the oldest of their rows, and waiting since the first of them does. With none touched it is a
    /// conversation of its own.
    /// </summary>
    public static ConversationRun Unite(IReadOnlyList<ConversationRun> touched, DateTime time)
    {
        var united = new ConversationRun(0, time, time, false, 1, null);
        foreach (var run in touched)
        {
            united = united with
            {
                Id = united.Id == 0 ? run.Id : Math.Min(united.Id, run.Id),
                StartedAt = Moment.Earlier(united.StartedAt, run.StartedAt),
                LastActivity = Moment.Later(united.LastActivity, run.LastActivity),
                MessageCount = united.MessageCount + run.MessageCount,
                WaitingSince = united.WaitingSince <= run.WaitingSince ? united.WaitingSince : run.WaitingSince ?? united.WaitingSince,
            };
        }

        return united;
    }

    /// <summary>The runs of a whole history, oldest first, without rows yet.</summary>
    /// <param name="times">In ascending order.</param>
    public static IReadOnlyList<ConversationRun> Runs(IEnumerable<DateTime> times, TimeSpan idle)
    {
        var runs = new List<ConversationRun>();
        foreach (var time in times)
        {
            if (PositionOf(runs.LastOrDefault(), time, idle) == ThreadPosition.StartsNew)
                runs.Add(new ConversationRun(0, time, time, false, 1, null));
            else
                runs[^1] = Join(runs[^1], time);
        }

        return runs;
    }

    /// <summary>
    /// What was asked before this moment is answered: the beginning of the answer's second. WhatsApp tells seconds only, so
    /// a question of the same second may be younger than the answer, and still waits.
    /// </summary>
    public static DateTime AnsweredBefore(DateTime answer) => answer.AddTicks(-(answer.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>Only a newest conversation is active, and only within the idle time of its last message.</summary>
    public static bool IsActive(DateTime lastActivity, DateTime now, TimeSpan idle) => now - lastActivity <= idle;
}

/// <summary>How a message stands to its person's newest conversation.</summary>
public enum ThreadPosition
{
    /// <summary>It begins a new one, which becomes the newest.</summary>
    StartsNew,

    /// <summary>It falls into the newest one or extends it at its end.</summary>
    JoinsNewest,

    /// <summary>It lies before the newest one's start, and may touch that one, an older one, both or none.</summary>
    BeforeNewest,
}
