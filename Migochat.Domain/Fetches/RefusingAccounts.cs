using System.Collections.Concurrent;
using Migochat.Graph;

namespace Migochat.Fetches;

/// <summary>The accounts whose tokens Meta refused in this run: no further call is made for them.</summary>
internal sealed class RefusingAccounts
{
    private readonly ConcurrentDictionary<(string Platform, string BusinessId, bool IsAd), ReadResult> _refusing = new();

    /// <returns>The refusal; null: the account may be called.</returns>
    public ReadResult? Of(FetchCall call) => _refusing.GetValueOrDefault(KeyOf(call));

    public void Note(FetchCall call, ReadResult result)
    {
        if (result is ReadWithoutToken or ReadFailed { Error.Kind: GraphErrorKind.TokenInvalid })
            _refusing[KeyOf(call)] = result;
    }

    private static (string Platform, string BusinessId, bool IsAd) KeyOf(FetchCall call) => (call.Read.Platform, call.Read.BusinessId, call.Read.IsAd);
}
