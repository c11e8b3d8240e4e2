using System.Text.Json;
using Migochat.Data;
using Migochat.Graph;
using Migochat.Settings;

namespace Migochat.Fetches;

/// <summary>How one kind of thing is fetched and stored.</summary>
internal interface IFetchKind
{
    /// <summary>The call for a target; null if nothing of it is stored any more, so that there is nothing to fetch for.</summary>
    FetchCall? Call(DatabaseConnection connection, string target);

    /// <summary>Stores the answer. Called in a write transaction; what it is for may have been erased since the call.</summary>
    void Store(FetchAnswer answer);
}

/// <summary>A call of the Graph API for a fetch.</summary>
/// <param name="Platform">Of the account.</param>
/// <param name="BusinessId">The account whose token is used.</param>
/// <param name="Fields">What is asked for, separated by commas.</param>
internal sealed record FetchCall(string Platform, string BusinessId, string Fields)
{
    /// <summary>Fewer fields, for a token that may not read all of them; null: there are none to leave out.</summary>
    public string? FewerFields { get; init; }
}

/// <summary>An answer of the Graph API that is to be stored.</summary>
/// <param name="Connection">With the write transaction.</param>
/// <param name="Target">What was fetched.</param>
/// <param name="Json">Meta's object.</param>
/// <param name="Settings">For the retention of texts.</param>
/// <param name="Now">When it was fetched, UTC.</param>
internal sealed record FetchAnswer(DatabaseConnection Connection, string Target, JsonElement Json, IntakeSettings Settings, DateTime Now);
