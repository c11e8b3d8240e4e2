using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Texts;

namespace Migochat.People;

/// <summary>
/// Reads customers' texts of the last 90 days again that another lexicon has read, or none; what they say of their people is
/// recounted, and the leads are due. Goes by the rows and keeps in the file how far it came, so that it costs one look where
/// nothing is new. Works in short slices between the intake's batches; safe to stop, to run twice, and at once.
/// </summary>
public sealed partial class Rereader(
    MigochatDatabase database,
    SqliteConnections connections,
    WriteLock writeLock,
    Checkpointer checkpointer,
    TimeProvider time,
    ILogger<Rereader> logger)
{
    /// <summary>Older messages add nothing to any score.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromDays(90);

    private const int RowsLookedAt = 5000;
    private const int FirstSlice = 100;

    private static readonly TimeSpan Slice = WriteLock.LongestSlice;

    // Rescoring comes after it, and the host ends a function after five minutes.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);

    private static readonly MessageTextReader Texts = new();

    /// <summary>Runs until all is read, or half a minute is over.</summary>
    /// <returns>How many messages were read again.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!database.IsReady)
            return 0;
        using var session = new RereadSession(connections);
        var (started, last, total, size) = (time.GetTimestamp(), session.Store.Last(), 0, FirstSlice);
        var mark = session.Store.Mark(Texts.Version);
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

    /// <returns>How long the write lock was held.</returns>
    private async Task<TimeSpan> WriteAsync(RereadSession session, IReadOnlyList<StoredText> texts, long readTo, DateTime now, CancellationToken cancellationToken)
    {
        var read = texts.Select(text => (Text: text, Signals: Texts.Read(text.Text))).ToList();
        using var pass = await writeLock.EnterAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        using var transaction = session.Begin();
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

        session.Store.SetMark(Texts.Version, readTo);
        transaction.Commit();
        checkpointer.Committed();
        return Stopwatch.GetElapsedTime(started);
    }

    private async Task KeepAsync(RereadSession session, long readTo, CancellationToken cancellationToken)
    {
        using var pass = await writeLock.EnterAsync(cancellationToken);
        using var transaction = session.Begin();
        session.Store.SetMark(Texts.Version, readTo);
        transaction.Commit();
        checkpointer.Committed();
    }

    // Signals do not hold the number, so that of two numbers nobody knows whether they are one.
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
