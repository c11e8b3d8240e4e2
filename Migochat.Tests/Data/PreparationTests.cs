using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Migochat.Data;
using Migochat.Legacy;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Data;

/// <summary>The preparation that the first request sets off. It asks where the file lies, and that is where a test holds it up or fails it.</summary>
public sealed class PreparationTests : IDisposable
{
    private readonly DatabaseInFolder _folder = DatabaseInFolder.Empty();
    private readonly FakeTimeProvider _time = new();
    private readonly LogLines _log = new();
    private readonly ManualResetEventSlim _mayGoOn = new(initialState: true);
    private Func<bool> _look = () => false;
    private int _looks;

    [Fact]
    public async Task Who_comes_first_waits_for_it()
    {
        var database = Database();

        Assert.True(await database.IsReadyInTimeAsync(CancellationToken.None));

        Assert.True(database.IsReady);
        Assert.Equal(1, _looks);
    }

    [Fact]
    public async Task Who_has_waited_for_five_seconds_is_sent_away_and_it_goes_on()
    {
        var database = Database();
        _mayGoOn.Reset();

        var waiting = database.IsReadyInTimeAsync(CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(await waiting);

        _mayGoOn.Set();
        Assert.True(await database.IsReadyInTimeAsync(CancellationToken.None));
        Assert.Equal(1, _looks);
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(TimeoutException))]
    public async Task A_failure_is_remembered_for_a_while_and_logged_once(Type kind)
    {
        var database = Database();
        _look = () => throw (Exception)Activator.CreateInstance(kind, "the reason")!;

        for (var request = 0; request < 3; request++)
            Assert.False(await database.IsReadyInTimeAsync(CancellationToken.None));
        Assert.Equal(1, _looks);

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(await database.IsReadyInTimeAsync(CancellationToken.None));
        Assert.Equal(2, _looks);
        Assert.StartsWith("Error: The database could not be prepared: ", Assert.Single(_log.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_reason_is_mended_it_is_ready()
    {
        var database = Database();
        _look = () => true;
        Assert.False(await database.IsReadyInTimeAsync(CancellationToken.None));
        Assert.Contains("lies on a network share", Assert.Single(_log.All), StringComparison.Ordinal);

        _look = () => false;
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.True(await database.IsReadyInTimeAsync(CancellationToken.None));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _log.Dispose();
        _mayGoOn.Dispose();
    }

    private MigochatDatabase Database()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Migochat", $"Data Source={_folder.FilePath}")]).Build();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(_log));
        return new MigochatDatabase(TestDatabase.Sqlite(configuration, _time, Look), _time, factory.CreateLogger<MigochatDatabase>());
    }

    private bool Look(string path)
    {
        Interlocked.Increment(ref _looks);
        _mayGoOn.Wait(TimeSpan.FromSeconds(30));
        return _look();
    }
}
