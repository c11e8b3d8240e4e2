using Azure.Core;
using Migochat.Settings;

namespace Migochat.Tests.Settings;

public sealed class SingleFlightCredentialTests : IDisposable
{
    private static readonly TokenRequestContext Vault = new(["https://vault.azure.net/.default"]);

    private readonly SlowCredential _slow = new();
    private readonly CancellationTokenSource _impatient = new();

    public void Dispose() => _impatient.Dispose();

    [Fact]
    public async Task Whoever_gives_up_leaves_the_token_to_the_next()
    {
        var credential = new SingleFlightCredential(_slow);

        var first = credential.GetTokenAsync(Vault, _impatient.Token).AsTask();
        await _impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = credential.GetTokenAsync(Vault, CancellationToken.None).AsTask();
        var third = credential.GetTokenAsync(Vault, CancellationToken.None).AsTask();
        _slow.Tokens.SetResult(new AccessToken("token", default));

        Assert.Equal(["token", "token"], (await Task.WhenAll(second, third)).Select(token => token.Token));
        Assert.Equal(1, _slow.Asked);
    }

    [Fact]
    public async Task Nothing_is_kept_once_it_was_taken_and_other_wishes_are_asked_for_by_themselves()
    {
        var credential = new SingleFlightCredential(_slow);
        _slow.Tokens.SetException(new InvalidOperationException("No identity."));

        await Assert.ThrowsAsync<InvalidOperationException>(() => credential.GetTokenAsync(Vault, CancellationToken.None).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => credential.GetTokenAsync(Vault, CancellationToken.None).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => credential.GetTokenAsync(new(["other"]), CancellationToken.None).AsTask());

        Assert.Equal(3, _slow.Asked);
    }

    private sealed class SlowCredential : TokenCredential
    {
        private int _asked;

        public TaskCompletionSource<AccessToken> Tokens { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Asked => Volatile.Read(ref _asked);

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            return await Tokens.Task.WaitAsync(cancellationToken);
        }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
