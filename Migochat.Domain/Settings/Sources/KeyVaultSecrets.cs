using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Migochat.Settings;

/// <summary>
/// Keeps the sensitive settings of Azure Key Vault in memory. A refresh reads all secrets at once. A secret
/// without an answer keeps its last value. A failure of the vault is logged and throws nothing.
/// </summary>
public sealed partial class KeyVaultSecrets : IDisposable
{
    /// <summary>The limit of a refresh. The Azure command line takes seconds for a token.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // The first deliveries of a process wait for the first refresh, and must be answered within 3 s.
    private static readonly TimeSpan FirstLimit = TimeSpan.FromSeconds(2);

    // A bit more, so that waiting callers get the answers of its very end.
    private static readonly TimeSpan FirstWait = FirstLimit + TimeSpan.FromSeconds(0.5);

    // The timer that asks whether a refresh is due may tick a little early.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private static readonly string[] Keys = [.. SettingCatalogue.All.Where(setting => setting.IsSensitive).Select(setting => setting.Key)];

    private readonly Uri? _vault;
    private readonly IVaultAccess _access;
    private readonly TimeProvider _time;
    private readonly ILogger<KeyVaultSecrets> _logger;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationToken _closed;
    private readonly Lock _lock = new();
    private VaultReader? _reader;
    private Task? _refresh;
    private long _askedAt;
    private volatile VaultCache _cache = VaultCache.Empty;

    /// <param name="configuration">Holds <c>KeyVault__Uri</c>, if there is a vault.</param>
    /// <param name="access">Asked when the vault is read for the first time.</param>
    /// <param name="time">The clock for the refreshes.</param>
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
    public IReadOnlyDictionary<string, string> Values => _cache.Values;

    /// <summary>True if the vault has answered for the key, or if there is no vault.</summary>
    public bool Knows(string key) => !IsConfigured || _cache.HasAnswered(key);

    /// <summary>Whether another refresh is due. The first one is never due by itself: a caller starts it.</summary>
    public bool IsDue => HasAsked && LastRefresh.IsCompleted && _time.GetElapsedTime(Interlocked.Read(ref _askedAt)) >= _cache.Pause - Tolerance;

    /// <summary>The running refresh, else the last one.</summary>
    internal Task LastRefresh => Volatile.Read(ref _refresh) ?? Task.CompletedTask;

    private bool HasAsked => !ReferenceEquals(_cache, VaultCache.Empty);

    /// <summary>Waits for the end of the first refresh, 2.5 s at most, and starts it if needed. Afterwards it returns at once.</summary>
    public async Task FirstAsync(CancellationToken cancellationToken)
    {
        if (!IsConfigured || HasAsked)
            return;
        try
        {
            await StartOrJoin().WaitAsync(FirstWait, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            Slow(_logger);
        }
    }

    /// <summary>Asks for every secret, or joins the running refresh, and waits for its end.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => IsConfigured ? StartOrJoin().WaitAsync(cancellationToken) : Task.CompletedTask;

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private Task StartOrJoin()
    {
        lock (_lock)
        {
            if (_refresh is null || _refresh.IsCompleted)
                _refresh = Task.Run(ReadAllAsync, CancellationToken.None);
            return _refresh;
        }
    }

    private async Task ReadAllAsync()
    {
        Interlocked.Exchange(ref _askedAt, _time.GetTimestamp());
        _reader ??= new VaultReader(_vault!, _access, _time);
        var answers = await _reader.ReadAllAsync(Keys, HasAsked ? Limit : FirstLimit, _closed);
        if (_closed.IsCancellationRequested)
            return;
        var before = _cache;
        _cache = before.After(answers);
        Log(before, _cache);
    }

    private void Log(VaultCache before, VaultCache now)
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

    [LoggerMessage(5, LogLevel.Warning, "The first refresh of Key Vault takes too long; requests go on without its secrets")]
    private static partial void Slow(ILogger logger);
}
