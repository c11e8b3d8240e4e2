using Azure.Core;

namespace Migochat.Settings;

/// <summary>
/// Makes all requests for the same token wait for one acquisition, which continues when they give up. If it takes longer than
/// a refresh, as with the Azure command line, the next refresh gets its result. It ends after half a minute. The first taker removes
/// the result; the client keeps its token itself.
/// </summary>
internal sealed class SingleFlightCredential(TokenCredential inner) : TokenCredential
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private string _wanted = "";
    private Task<AccessToken>? _flight;

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var flight = Join(requestContext);
        try
        {
            return await flight.WaitAsync(cancellationToken);
        }
        finally
        {
            if (flight.IsCompleted)
                Forget(flight);
        }
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        inner.GetToken(requestContext, cancellationToken);

    private Task<AccessToken> Join(TokenRequestContext context)
    {
        var wanted = string.Join(' ', [context.TenantId, context.Claims, .. context.Scopes]);
        lock (_lock)
        {
            if (_flight is null || _wanted != wanted)
                (_wanted, _flight) = (wanted, Task.Run(() => AcquireAsync(context)));
            return _flight;
        }
    }

    private async Task<AccessToken> AcquireAsync(TokenRequestContext context)
    {
        using var limit = new CancellationTokenSource(Limit);
        return await inner.GetTokenAsync(context, limit.Token);
    }

    private void Forget(Task<AccessToken> flight)
    {
        lock (_lock)
        {
            if (_flight == flight)
                _flight = null;
        }
    }
}
