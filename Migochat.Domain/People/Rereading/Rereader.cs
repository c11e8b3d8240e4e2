using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Texts;

namespace Migochat.People;

/// <summary>
/// Rereads customers' texts of the last 90 days that were read with another lexicon or with none. It then recomputes the
/// fields that texts fill, and makes the leads due. Its progress is in the database, so a run with nothing to do costs one query.
/// It works in short slices between the intake's batches. It may be stopped, repeated, and run on two instances at once.
/// </summary>
public sealed partial class Rereader(
    MigochatDatabase database,
    IDatabaseEngine engine,
    WriteScopes writes,
    TimeProvider time,
    ILogger<Rereader> logger)
{
    /// <summary>Older messages add nothing to any score.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromDays(90);

    private const int RowsLookedAt = 5000;
    private const int FirstSlice = 100;

    private static readonly TimeSpan Slice = WriteLock.LongestSlice;

    // Rescoring follows in the same function, and the host ends a function after five minutes.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);

    private static readonly MessageTextReader Texts = new();

    /// <summary>Runs until all texts are reread, or for half a minute.</summary>
    /// <returns>The number of messages that were reread.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!database.IsReady)
            return 0;
        using var session = new RereadSession(engine);
        var (started, last, total, size) = (time.GetTimestamp(), session.Store.Last(), 0, FirstSlice);
        var mark = session.Store.ReadTo(Texts.Version);
        var readTo = mark;
        while (readTo < last && time.GetElapsedTime(started) < LongestRun)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = time.Now();
            var end = Math.Min(readTo + RowsLookedAt, last);
            var texts = session.Store.Texts(readTo, end, now - Reach, Texts.Version, size);
            readTo = texts.Count < size ? end : texts[^1].Id;
            if (texts.Count == 0)
                continue;
            var took = await WriteAsync(session, texts, readTo, now, cancellationToken);
            (mark, total) = (readTo, total + texts.Count);
            if (texts.Count == size)
                size = Math.Clamp((int)(size * (Slice / took)), 10, 1000);
        }

        if (readTo != mark)
            await KeepAsync(session, readTo, cancellationToken);
        if (total > 0)
            Reread(logger, total, Texts.Version, readTo < last ? "more are left" : "none is left");
        return total;
    }

    /// <returns>The time for which the write lock was held.</returns>
    private async Task<TimeSpan> WriteAsync(RereadSession session, IReadOnlyList<StoredText> texts, long readTo, DateTime now, CancellationToken cancellationToken)
    {
        var read = texts.Select(text => (Text: text, Signals: Texts.Read(text.Text))).ToList();
        using var scope = await writes.BeginAsync(session.Connection, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var persons = new Dictionary<long, bool>();
        foreach (var (text, signals) in read)
        {
            if (session.Store.Write(text, signals) is { } userId and > 0)
                persons[userId] = persons.GetValueOrDefault(userId) || SaysElse(text.Signals, signals);
        }

        foreach (var (userId, saysElse) in persons)
        {
            if (saysElse)
                Recount(session, userId, now);
            session.Store.SetDue(userId, now);
        }

        session.Store.SetReadTo(Texts.Version, readTo);
        scope.Commit();
        return Stopwatch.GetElapsedTime(started);
    }

    private async Task KeepAsync(RereadSession session, long readTo, CancellationToken cancellationToken)
    {
        using var scope = await writes.BeginAsync(session.Connection, cancellationToken);
        session.Store.SetReadTo(Texts.Version, readTo);
        scope.Commit();
    }

    // Signals do not hold the phone number itself, so two signals with a number may state different ones.
    private static bool SaysElse(TextSignals? before, TextSignals after) =>
        before?.Governorate != after.Governorate || before?.HasPhone is true || after.HasPhone;

    private void Recount(RereadSession session, long userId, DateTime now)
    {
        try
        {
            session.Claims.Value.Recount(userId, now);
        }
        catch (Exception exception) when (exception is FormatException or KeyNotFoundException or ArgumentException or JsonException)
        {
            NotRecounted(logger, userId, ExceptionOutline.Whole(exception));
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Read {Messages} messages again with the lexicon {Version}; {Rest}")]
    private static partial void Reread(ILogger logger, int messages, string version, string rest);

    [LoggerMessage(2, LogLevel.Error, "What the texts of person {UserId} say can't be recounted, the row holds what nobody should have written: {Fault}")]
    private static partial void NotRecounted(ILogger logger, long userId, string fault);
}
