using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Migochat.Data;
using Migochat.Legacy;

namespace Migochat.Tests.Data;

/// <summary>A database file in a temporary folder of its own.</summary>
internal sealed class DatabaseInFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("migochat-tests-");

    public string FilePath => Path.Combine(_folder.FullName, "migochat.db");

    /// <summary>Names of everything in the folder.</summary>
    public List<string> Names => [.. _folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public static DatabaseInFolder Empty() => new();

    /// <summary>Holds a copy of the file that SQLAlchemy made.</summary>
    public static DatabaseInFolder OfPredecessor()
    {
        var database = new DatabaseInFolder();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Data", "Predecessor", "predecessor.db"), database.FilePath);
        return database;
    }

    public Task PrepareAsync() =>
        new MigochatDatabase(NewEngine(), TimeProvider.System, NullLogger<MigochatDatabase>.Instance).PrepareAsync(CancellationToken.None);

    /// <summary>Undoes the migrations after this one.</summary>
    public void MigrateTo(string migration)
    {
        using var context = NewEngine().CreateContext();
        context.Database.Migrate(migration);
        // The pool keeps the file open, and a preparation wants it for itself.
        SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
    }

    /// <summary>A connection without foreign keys, so that tests can break things.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False;Foreign Keys=False");
        connection.Open();
        return connection;
    }

    public DatabaseInFolder Execute(string sql)
    {
        using var connection = Open();
        connection.Execute(sql);
        return this;
    }

    /// <summary>One string a row, its columns separated by <c>|</c>; NULL is empty.</summary>
    public List<string> Rows(string sql)
    {
        using var connection = Open();
        return Rows(connection, sql);
    }

    public static List<string> Rows(SqliteConnection connection, string sql)
    {
        var rows = new List<string>();
        connection.Read(sql, row => rows.Add(string.Join('|', Enumerable.Range(0, row.FieldCount).Select(index => Convert.ToString(row.GetValue(index), CultureInfo.InvariantCulture)))));
        return rows;
    }

    /// <summary>The name and hash of every file in the folder.</summary>
    public List<string> Fingerprint() =>
        [.. _folder.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => $"{file.Name} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)))}")];

    public void Dispose() => _folder.Delete(recursive: true);

    private SqliteEngine NewEngine() => TestDatabase.Sqlite(
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Migochat", $"Data Source={FilePath}")]).Build(), TimeProvider.System);
}
