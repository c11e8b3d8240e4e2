using System.Text;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Migochat.Api;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Lists, replays and discards dead letters, for operators.</summary>
public sealed class DeadLetters(
    IDbContextFactory<MigochatDbContext> contexts,
    EntityWriter writer,
    WebhookReader reader,
    IntakeQueue queue,
    SettingsReader settings,
    TimeProvider time)
{
    /// <summary>Newest first.</summary>
    /// <param name="kind">Null: both.</param>
    /// <param name="page">The wanted page.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<Page<DeadLetterItem>> ListAsync(DeadLetterKind? kind, PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var deadLetters = context.DeadLetters.AsQueryable();
        if (kind is not null)
            deadLetters = deadLetters.Where(letter => letter.Kind == kind);
        if (page.After is [var before])
            deadLetters = deadLetters.Where(letter => letter.Id < before);
        return await deadLetters.OrderByDescending(letter => letter.Id).Take(page.Rows).AsAsyncEnumerable()
            .ToPageAsync(page, DeadLetterItem.Of, item => [item.Id], cancellationToken);
    }

    /// <summary>Null if there is none of that id.</summary>
    public async Task<DeadLetterDetails?> FindAsync(long id, CancellationToken cancellationToken) =>
        await ReadAsync(id, cancellationToken) is { } letter
            ? new DeadLetterDetails(letter.Id, letter.Kind, letter.Error, letter.ReceivedAt, letter.Seen, letter.Tries, letter.Envelope)
            : null;

    /// <summary>
    /// Reads the envelope again, as of its receipt and under the present settings, and queues it for the intake like a delivery.
    /// One transaction stores the events and settles the dead letter. Once it is queued, cancelling has no effect.
    /// </summary>
    public async Task<ReplayAnswer> ReplayAsync(long id, CancellationToken cancellationToken)
    {
        if (await ReadAsync(id, cancellationToken) is not { } letter)
            return new ReplayAnswer(ReplayOutcome.Gone);
        var replay = new Replay(id);
        using var delivery = Read(letter, await settings.CurrentAsync(cancellationToken), time.Now(), replay);
        var isCommitted = queue.TryAdd(delivery) && await delivery.Answer == IntakeAnswer.Stored;
        return isCommitted ? replay.Answer : new ReplayAnswer(ReplayOutcome.Unavailable);
    }

    /// <returns>False if there is none of that id.</returns>
    public Task<bool> DiscardAsync(long id, CancellationToken cancellationToken) => writer.RunAsync(
        async context => await context.DeadLetters.Where(letter => letter.Id == id).ExecuteDeleteAsync(cancellationToken) > 0, cancellationToken);

    private async Task<DeadLetter?> ReadAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.DeadLetters.FirstOrDefaultAsync(letter => letter.Id == id, cancellationToken);
    }

    private Delivery Read(DeadLetter letter, SettingsSnapshot settings, DateTime now, Replay replay)
    {
        // An array that was an item is wrapped again: at the root it would be read as several envelopes.
        var envelope = letter.Envelope.StartsWith('[') ? $"[{letter.Envelope}]" : letter.Envelope;
        var document = MetaJson.Parse(Encoding.UTF8.GetBytes(envelope))
            ?? throw new InvalidOperationException($"The envelope of dead letter {letter.Id} is not JSON.");
        var events = reader.Read(document.RootElement, new ReadingContext(letter.ReceivedAt, settings.OurAccounts));
        return new Delivery(null, document, events, settings.IntakeSettingsAt(now), letter.ReceivedAt) { Replay = replay };
    }
}

/// <summary>A dead letter as lists show it, without texts or names of people. Times are UTC.</summary>
/// <param name="Error">The part that was not understood, or the error of the last attempt.</param>
/// <param name="Seen">How often it was delivered.</param>
/// <param name="Tries">How often it was replayed.</param>
/// <param name="Object">Of its envelope.</param>
/// <param name="Items">The content of the envelope, by names of fields and members.</param>
public sealed record DeadLetterItem(
    long Id, DeadLetterKind Kind, string? Error, DateTime ReceivedAt, int Seen, int Tries, string? Object, IReadOnlyList<string> Items)
{
    internal static DeadLetterItem Of(DeadLetter letter)
    {
        var outline = EnvelopeOutline.Of(letter.Envelope);
        return new(letter.Id, letter.Kind, letter.Error, letter.ReceivedAt, letter.Seen, letter.Tries, outline.Object, outline.Items);
    }
}

/// <summary>A dead letter with the whole delivered item. Times are UTC.</summary>
/// <param name="Error">The part that was not understood, or the error of the last attempt.</param>
/// <param name="Seen">How often it was delivered.</param>
/// <param name="Tries">How often it was replayed.</param>
/// <param name="Envelope">A delivery in Meta's form that holds this item alone; JSON, as it came.</param>
public sealed record DeadLetterDetails(
    long Id,
    DeadLetterKind Kind,
    string? Error,
    DateTime ReceivedAt,
    int Seen,
    int Tries,
    [property: JsonConverter(typeof(RawJson))] string Envelope);
