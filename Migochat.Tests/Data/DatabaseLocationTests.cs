using Microsoft.Extensions.Configuration;
using Migochat.Data;

namespace Migochat.Tests.Data;

public sealed class DatabaseLocationTests
{
    private const string Somewhere = "Data Source=/srv/migochat/migochat.db";

    [Theory]
    [InlineData(null, "ConnectionStrings__Migochat is missing")]
    [InlineData(" ", "ConnectionStrings__Migochat is missing")]
    [InlineData("migochat.db", "ConnectionStrings__Migochat is not understood")]
    [InlineData("Cache=Shared", "ConnectionStrings__Migochat names no file")]
    public void Without_a_file_there_is_a_reason_and_no_default(string? connectionString, string reason)
    {
        var connections = Connections(connectionString);

        Assert.StartsWith(reason, connections.Refusal(), StringComparison.Ordinal);
        Assert.StartsWith(reason, Assert.Throws<InvalidOperationException>(() => connections.FilePath).Message, StringComparison.Ordinal);
        Assert.StartsWith(reason, Assert.Throws<InvalidOperationException>(connections.Open).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FlexConsumption")]
    [InlineData("Dynamic")]
    [InlineData("ElasticPremium")]
    public void Where_instances_come_and_go_no_file_is_kept(string plan) =>
        Assert.Contains($"the plan {plan}", Connections(Somewhere, plan: plan).Refusal(), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("PremiumV3")]
    public void Where_they_stay_one_is(string? plan) => Assert.Null(Connections(Somewhere, plan: plan).Refusal());

    [Fact]
    public void A_network_share_is_refused_wherever_it_is_mounted()
    {
        var refusal = Connections(Somewhere, isOnNetwork: path => path == "/srv/migochat/migochat.db").Refusal();

        Assert.Contains("/srv/migochat/migochat.db lies on a network share", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nfs", true)]
    [InlineData("nfs4", true)]
    [InlineData("cifs", true)]
    [InlineData("smb2", true)]
    [InlineData("ext4", false)]
    [InlineData("xfs", false)]
    [InlineData("overlay", false)]
    [InlineData("tmpfs", false)]
    public void A_file_system_is_known_by_its_name(string format, bool isShare) => Assert.Equal(isShare, NetworkShare.IsOf(format));

    [Fact]
    public void A_local_disk_is_none_also_before_the_file_and_its_folder_are_there()
    {
        var folder = Directory.CreateTempSubdirectory("migochat-tests-");

        Assert.NotEmpty(NetworkShare.FormatOf(folder.FullName));
        Assert.False(NetworkShare.Holds(folder.FullName));
        Assert.False(NetworkShare.Holds(Path.Combine(folder.FullName, "not", "yet", "migochat.db")));
        folder.Delete();
    }

    private static SqliteConnections Connections(string? connectionString, string? plan = null, Func<string, bool>? isOnNetwork = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:Migochat", connectionString), new("WEBSITE_SKU", plan)])
            .Build();
        return new SqliteConnections(configuration, isOnNetwork ?? (_ => false));
    }
}
