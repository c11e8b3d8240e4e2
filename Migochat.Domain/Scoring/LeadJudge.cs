using Microsoft.Extensions.Logging;

namespace Migochat.Scoring;

/// <summary>Says what becomes of a lead that is due. One that can't be read is put off, so that it holds up no other.</summary>
internal sealed partial class LeadJudge(ILogger<LeadJudge> logger)
{
    /// <param name="store">Where the lead is read.</param>
    /// <param name="id">The lead's row.</param>
    /// <param name="terms">The settings that count.</param>
    /// <param name="now">UTC.</param>
    public Rescoring Judge(ScoringStore store, long id, ScoringTerms terms, DateTime now)
    {
        try
        {
            var lead = store.Read(id, now) ?? throw new KeyNotFoundException("The lead was just found and is not there.");
            return new Rescoring(id, lead, LeadVerdict.Of(lead.Facts, lead.Standing, terms, now));
        }
        catch (Exception exception) when (exception is FormatException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            NotJudged(logger, id, ExceptionOutline.Whole(exception));
            return new Rescoring(id, null, null);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Lead {UserId} can't be rescored, its row holds what nobody should have written; it is put off for a day: {Fault}")]
    private static partial void NotJudged(ILogger logger, long userId, string fault);
}
