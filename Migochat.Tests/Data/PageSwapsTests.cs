using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Data;

/// <summary>Files whose pages change places all the time: keys come in no order.</summary>
public sealed class PageSwapsTests : IDisposable
{
    private static bool s_isInstalled;

    private readonly TemporaryFolder _folder = new();

    [ModuleInitializer]
    internal static void InstallBeforeAnyTest() => s_isInstalled = PageSwaps.Install();

    [Fact]
    public void SQLite_takes_it() => Assert.Equal(!OperatingSystem.IsMacOS(), s_isInstalled);

    [Theory]
    [InlineData(4096, 0)]
    // Here the number of the locked byte's page is that of any other, just beyond what is filled.
    [InlineData(512, 133_100_000)]
    public void A_file_stays_whole(int pageSize, int filledBytes)
    {
        const int Rows = 20_000;
        using var file = Create(pageSize);
        file.Run("CREATE TABLE filled (content BLOB)");
        file.Run($"INSERT INTO filled VALUES (zeroblob({filledBytes}))");
        file.Run("CREATE TABLE entries (key TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID");
        for (var part = 0; part < 10; part++)
        {
            file.Run($"""
                WITH RECURSIVE n(i) AS (SELECT {part * Rows / 10} UNION ALL SELECT i + 1 FROM n WHERE i < {((part + 1) * Rows / 10) - 1})
                INSERT INTO entries SELECT hex(randomblob(30)), i FROM n
                """);
        }

        file.Run("DELETE FROM entries WHERE number % 3 = 0");

        Assert.Equal("ok", file.Rows("PRAGMA integrity_check")[0]["integrity_check"]);
        Assert.Equal(Rows - ((Rows + 2) / 3), file.Count("entries"));
        Assert.True(filledBytes == 0 || long.Parse(file.Rows("PRAGMA page_count")[0]["page_count"]!, System.Globalization.CultureInfo.InvariantCulture) > 0x40000000 / 4096 + 100);
    }

    public void Dispose() => _folder.Dispose();

    private SqliteConnection Create(int pageSize)
    {
        var connection = new SqliteConnection($"Data Source={_folder.File("swaps.db")};Pooling=False");
        connection.Open();
        connection.Run($"PRAGMA page_size={pageSize}");
        connection.Run("PRAGMA journal_mode=WAL");
        connection.Run("PRAGMA synchronous=OFF");
        return connection;
    }
}
