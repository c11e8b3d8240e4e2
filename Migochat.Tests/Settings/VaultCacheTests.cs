using Migochat.Settings;

namespace Migochat.Tests.Settings;

public sealed class VaultCacheTests
{
    private static readonly VaultResponse Found = new("a", "secret");

    [Fact]
    public void What_could_not_be_asked_stays_and_what_is_missing_goes()
    {
        var known = VaultCache.Empty.After([Found, new VaultResponse("b", "other")]);

        var failed = known.After([VaultResponse.Failed("a", "HTTP 500"), VaultResponse.Failed("b", "HTTP 500")]);
        var gone = failed.After([VaultResponse.Missing("a"), VaultResponse.Failed("b", "no connection")]);

        Assert.Same(known.Values, failed.Values);
        Assert.Equal("HTTP 500: a, b", failed.Faults);
        Assert.Equal(["a"], gone.Changed);
        Assert.Equal("b=other", string.Join(' ', gone.Values.Select(value => $"{value.Key}={value.Value}")));
        Assert.Equal("no connection: b", gone.Faults);
    }

    [Fact]
    public void Refreshes_that_change_nothing_leave_the_same_values()
    {
        var known = VaultCache.Empty.After([Found, VaultResponse.Missing("b")]);

        var again = known.After([Found, VaultResponse.Missing("b")]);

        Assert.Same(known.Values, again.Values);
        Assert.Empty(again.Changed);
        Assert.Empty(again.Faults);
    }

    [Theory]
    [InlineData(true, null, 30)]
    [InlineData(true, 10, 30)]
    [InlineData(true, 100, 100)]
    [InlineData(true, 86_400, 300)]
    [InlineData(true, -5, 30)]
    [InlineData(false, null, 5)]
    [InlineData(false, 10, 10)]
    [InlineData(false, 100, 30)]
    public void The_next_refresh_comes_after(bool known, int? retryAfter, int seconds)
    {
        var cache = known ? VaultCache.Empty.After([Found]) : VaultCache.Empty;

        var failed = cache.After([VaultResponse.Failed("a", "HTTP 429", retryAfter is { } wanted ? TimeSpan.FromSeconds(wanted) : null)]);

        Assert.Equal(TimeSpan.FromSeconds(seconds), failed.Pause);
        Assert.Equal(TimeSpan.FromSeconds(30), failed.After([Found]).Pause);
    }
}
