using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Migochat.Settings;

/// <summary>
/// Reads the sensitive settings from Azure Key Vault in rounds: all secrets at once, 2 s for all of them. Answers are kept in
/// memory; a secret without an answer keeps its last value. A failure of the vault is logged and throws nothing.
/// </summary>
public sealed partial class KeyVaultSecrets : IDisposable
{
    // Half a second more than a round takes, so that waiting callers get the answers of its very end. They must answer within 3 s.
    private static readonly TimeSpan FirstLimit = VaultRefresh.Limit + TimeSpan.FromSeconds(0.5);

    // The timer that asks whether a round is due may tick a little early.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private static readonly string[] Keys = [.. SettingCatalogue.All.Where(setting => setting.IsSensitive).Select(setting => setting.Key)];

    private readonly Uri? _vault;
    private readonly IVaultAccess _access;
    private readonly TimeProvider _time;
    private readonly ILogger<KeyVaultSecrets> _logger;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationToken _closed;
    private readonly Lock _lock = new();
    private VaultRefresh? _rounds;
    private Task? _round;
    private long _askedAt;
    private volatile VaultCache _memory = VaultCache.Empty;

    /// <param name="configuration">Holds <c>KeyVault__Uri</c>, if there is a vault.</param>
    /// <param name="access">Asked when the vault is read for the first time.</param>
    /// <param name="time">The clock for the rounds.</param>
    /// <param name="logger">Gets keys and reasons, never values.</param>
    public KeyVaultSecrets(IConfiguration configuration, IVaultAccess access, TimeProvider time, ILogger<KeyVaultSecrets> logger)
    {
        _access = access;
        _time = time;
        _logger = logger;
        _closed = _closing.Token;
        if (configuration[VaultAddress.Key] is not { } text || string.IsNullOrWhiteSpace(text))
            return;
        _vault = VaultAddress.Parse(text);
        if (_vault is null)
            NoAddress(logger);
    }

    /// <summary>False: there is no vault, and no client is ever made.</summary>
    public bool IsConfigured => _vault is not null;

    /// <summary>The last known secrets by key of the catalogue; a new object after each change.</summary>
    public IReadOnlyDictionary<string, string> Values => _memory.Values;

    /// <summary>Whether it is known what the vault has for the key; true without a vault.</summary>
    public bool Knows(string key) => !IsConfigured || _memory.HasAnswered(key);

    /// <summary>Whether another round is due. The first round is never due by itself: a caller starts it.</summary>
    public bool IsDue => HasAsked && LastRound.IsCompleted && _time.GetElapsedTime(Interlocked.Read(ref _askedAt)) >= _memory.Pause - Tolerance;

    /// <summary>The running round, else the last one.</summary>
    internal Task LastRound => Volatile.Read(ref _round) ?? Task.CompletedTask;

    private bool HasAsked => !ReferenceEquals(_memory, VaultCache.Empty);

    /// <summary>Waits for the end of the first round, 2.5 s at most, and starts it if needed. Afterwards it returns at once.</summary>
    public async Task FirstAsync(CancellationToken cancellationToken)
    {
        if (!IsConfigured || HasAsked)
            return;
        try
        {
            await Round().WaitAsync(FirstLimit, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            Slow(_logger);
        }
    }

    /// <summary>Asks for every secret, or joins the running round, and waits for its end.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => IsConfigured ? Round().WaitAsync(cancellationToken) : Task.CompletedTask;

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private Task Round()
    {
        lock (_lock)
        {
            if (_round is null || _round.IsCompleted)
                _round = Task.Run(AskAllAsync, CancellationToken.None);
            return _round;
        }
    }

    private async Task AskAllAsync()
    {
        Interlocked.Exchange(ref _askedAt, _time.GetTimestamp());
        _rounds ??= new VaultRefresh(_vault!, _access, _time);
        var answers = await _rounds.AskAsync(Keys, _closed);
        if (_closed.IsCancellationRequested)
            return;
        var before = _memory;
        _memory = before.After(answers);
        Tell(before, _memory);
    }

    private void Tell(VaultCache before, VaultCache now)
    {
        if (now.Changed.Count > 0)
            Changed(_logger, string.Join(", ", now.Changed));
        if (now.Faults == before.Faults)
            return;
        if (now.Faults.Length > 0)
            Failing(_logger, now.Faults);
        else
            Recovered(_logger);
    }

    [LoggerMessage(1, LogLevel.Error, "KeyVault__Uri is no vault's address, such as https://NAME.vault.azure.net, so nothing is read from a vault")]
    private static partial void NoAddress(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "Key Vault did not give every secret; those it gave before stay. {Faults}")]
    private static partial void Failing(ILogger logger, string faults);

    [LoggerMessage(3, LogLevel.Information, "Key Vault answers for every secret again")]
    private static partial void Recovered(ILogger logger);

    [LoggerMessage(4, LogLevel.Information, "Key Vault has new, other or no more values for {Keys}")]
    private static partial void Changed(ILogger logger, string keys);

    [LoggerMessage(5, LogLevel.Warning, "The first round of Key Vault takes too long; requests go on without its secrets")]
    private static partial void Slow(ILogger logger);
}
