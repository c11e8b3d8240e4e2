using System.Text.Json;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Fetches;

/// <summary>Compares the list of a form's leads with those that are stored, so that no lead is lost for a webhook that never came.</summary>
public sealed partial class FormComparison(IDatabaseEngine engine, IMissedLeads missed, ILogger<FormComparison> logger)
{
    /// <summary>A minute to an hour after midnight UTC, when shops in Egypt sleep; spread, so that not all forms come at once.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="jitter">From 0 to 1.</param>
    internal static DateTime NextNight(DateTime now, double jitter) => now.Date.AddDays(1) + TimeSpan.FromMinutes(1 + (59 * jitter));

    /// <summary>Takes the leads of a page that are not stored.</summary>
    /// <returns>False if one of them could not be stored now.</returns>
    internal async Task<bool> TakeMissingAsync(string target, JsonElement page, CancellationToken cancellationToken)
    {
        var missing = await MissingAsync(target, page, cancellationToken);
        foreach (var lead in missing)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await missed.AddAsync(lead))
                return false;
        }

        if (missing.Count > 0)
            Taken(logger, missing.Count);
        return true;
    }

    private async Task<List<MissedLead>> MissingAsync(string target, JsonElement page, CancellationToken cancellationToken)
    {
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var find = new Statement(connection, "SELECT id FROM messages WHERE facebook_message_id = @0");
        return [.. FormLeadsFetch.Read(target, page).Where(lead => find.RunForId(MessageKeys.Lead(lead.LeadgenId)) is null)];
    }

    [LoggerMessage(1, LogLevel.Warning, "{Count} leads of a form had no webhook and are taken from the form's list")]
    private static partial void Taken(ILogger logger, int count);
}
