using Microsoft.Extensions.Configuration;
using Migochat.Data;
using Npgsql;

namespace Migochat.Tests.Data;

public sealed class PostgresLocationTests
{
    [Theory]
    [InlineData("Host=db.example;Database=shop;Username=a;Password=b", SslMode.Require)]
    [InlineData("Host=db.example;Database=shop;Username=a;Password=b;SSL Mode=VerifyFull", SslMode.VerifyFull)]
    [InlineData("Server=127.0.0.1;Database=shop;Username=a", SslMode.Prefer)]
    [InlineData("Host=localhost;Database=shop;Username=a;SslMode=Disable", SslMode.Disable)]
    public void A_server_that_is_not_on_this_machine_is_reached_by_TLS(string configured, SslMode mode)
    {
        var location = Of(configured);

        Assert.Null(location.Refusal());
        Assert.Equal(mode, location.ConnectionString.SslMode);
    }

    [Theory]
    [InlineData("Host=db.example;Database=shop;Username=a;Password=secret;SSL Mode=Disable", "allows a connection without TLS")]
    [InlineData("Host=db.example;Database=shop;Username=a;Password=secret;SslMode=Prefer", "allows a connection without TLS")]
    [InlineData("Host=db.example", "needs a Host and a Database")]
    [InlineData("Host=db.example;Database=shop;Password=secret;Colour=red", "is not understood")]
    public void What_may_not_be_used_is_refused_without_its_password(string configured, string reason)
    {
        var refusal = Of(configured).Refusal();

        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db.example;Database=shop;Username=a", true)]
    [InlineData("Host=db.example;Database=shop;Username=a;Password=b", false)]
    [InlineData("Host=127.0.0.1;Database=shop;Username=a", false)]
    public void Without_a_password_a_server_elsewhere_gets_a_token(string configured, bool wantsToken) =>
        Assert.Equal(wantsToken, Of(configured).WantsToken);

    [Fact]
    public void What_the_string_says_holds_and_the_rest_is_what_the_service_wants()
    {
        var location = Of("Host=127.0.0.1;Database=shop;Username=a;Maximum Pool Size=7");

        Assert.Equal((7, 200, "UTC"), (location.ConnectionString.MaxPoolSize, location.ConnectionString.MaxAutoPrepare, location.ConnectionString.Timezone));
    }

    [Theory]
    [InlineData("Host=db.example;Database=shop", true)]
    [InlineData("Server=db.example;Database=shop", true)]
    [InlineData("Data Source=/data/migochat.db", false)]
    [InlineData("nonsense", false)]
    [InlineData(null, false)]
    public void A_host_or_a_server_means_PostgreSQL(string? configured, bool isMeant) =>
        Assert.Equal(isMeant, PostgresLocation.IsMeant(Configuration(configured)));

    private static PostgresLocation Of(string configured) => new(Configuration(configured));

    private static IConfiguration Configuration(string? configured) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Migochat", configured)]).Build();
}
