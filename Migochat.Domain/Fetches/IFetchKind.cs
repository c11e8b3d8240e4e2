using System.Text.Json;
using Migochat.Data;
using Migochat.Graph;
using Migochat.Settings;

namespace Migochat.Fetches;

/// <summary>How one kind of thing is fetched.</summary>
internal interface IFetchKind
{
    /// <summary>The call for a target; null if nothing of it is stored any more, so that there is nothing to fetch for.</summary>
    FetchCall? Call(FetchRequest request);
}

/// <summary>A kind of thing whose answer is stored in one transaction with the end of its fetch.</summary>
internal interface IStoredFetch : IFetchKind
{
    /// <summary>Stores the answer. Called in a write transaction; what it is for may have been erased since the call.</summary>
    void Store(FetchAnswer answer);
}

/// <summary>What is to be fetched now.</summary>
/// <param name="Connection">For reads.</param>
/// <param name="Target">What is fetched.</param>
/// <param name="Cursor">Of a list: the mark of the page that was read last; null: it begins.</param>
/// <param name="Now">UTC.</param>
internal sealed record FetchRequest(DatabaseConnection Connection, string Target, string? Cursor, DateTime Now);

/// <summary>A call of the Graph API for a fetch.</summary>
/// <param name="Read">What is read, and with which account's token.</param>
internal sealed record FetchCall(GraphRead Read)
{
    /// <summary>The same with fewer fields, for a token that may not read all of them; null: there are none to leave out.</summary>
    public GraphRead? Fewer { get; init; }

    /// <summary>A call for an object.</summary>
    /// <param name="platform">Of the account.</param>
    /// <param name="businessId">The account whose token is used.</param>
    /// <param name="id">Meta's id of the object.</param>
    /// <param name="fields">What is asked for, separated by commas.</param>
    /// <param name="fewerFields">See <see cref="Fewer"/>.</param>
    public static FetchCall Of(string platform, string businessId, string id, string fields, string? fewerFields = null)
    {
        var read = new GraphRead(platform, businessId, Uri.EscapeDataString(id), [("fields", fields)]);
        return new FetchCall(read) { Fewer = fewerFields is null ? null : read with { Parameters = [("fields", fewerFields)] } };
    }

    /// <summary>The same call with the token of ads.</summary>
    public FetchCall AsOfAd() => new(Read with { IsAd = true }) { Fewer = Fewer is null ? null : Fewer with { IsAd = true } };
}

/// <summary>An answer of the Graph API that is to be stored.</summary>
/// <param name="Connection">With the write transaction.</param>
/// <param name="Target">What was fetched.</param>
/// <param name="Json">Meta's object.</param>
/// <param name="Settings">For the retention of texts.</param>
/// <param name="Now">When it was fetched, UTC.</param>
internal sealed record FetchAnswer(DatabaseConnection Connection, string Target, JsonElement Json, IntakeSettings Settings, DateTime Now);
