using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Migochat.Tests.Api;

namespace Migochat.Tests.Leads;

/// <summary>Lists come in the order of an index: SQLite neither walks a whole table nor sorts.</summary>
public sealed class PlanTests
{
    [SqliteTheory("its plans")]
    [InlineData("leads")]
    [InlineData("leads?cursor=50.7")]
    [InlineData("leads?stage=nurture")]
    [InlineData("leads?stage=nurture&cursor=50.7")]
    [InlineData("leads?stage=nurture&label=hot&platform=whatsapp&min_score=10&active=true")]
    [InlineData("leads?sort=recent")]
    [InlineData("leads?sort=recent&stage=nurture&min_score=10")]
    [InlineData("leads?sort=recent&cursor=63908000000000000.7")]
    [InlineData("leads?sort=recent&cursor=0.7")]
    [InlineData("leads/1")]
    [InlineData("leads/1/messages")]
    [InlineData("leads/1/messages?cursor=63908000000000000.7")]
    [InlineData("leads/1/activities?cursor=63908000000000000.7")]
    [InlineData("leads/1/conversations?cursor=63908000000000000.7")]
    [InlineData("conversations")]
    [InlineData("conversations?active=true&platform=whatsapp&cursor=1.63908000000000000.7")]
    [InlineData("conversations?waiting=true")]
    [InlineData("leads?label=cold")]
    [InlineData("leads?label=cold&stage=nurture")]
    [InlineData("leads?label=cold&cursor=40.7")]
    [InlineData("conversations?waiting=true&active=true&cursor=2.63908000000000000.7")]
    [InlineData("messages")]
    [InlineData("messages?lead_id=1&since=2026-01-01&direction=inbound")]
    [InlineData("messages?platform=whatsapp&until=2026-03-01&cursor=63908000000000000.7")]
    [InlineData("leads?sort=recent&since=2026-01-01&until=2026-03-01")]
    [InlineData("posts?type=ad&cursor=7")]
    [InlineData("ad-campaigns?cursor=7")]
    public async Task Nothing_is_scanned_or_sorted(string asked)
    {
        var path = asked.Split("cursor=") is [var list, var keys] ? Cursors.Add(list[..^1], keys.Split('.').Select(long.Parse)) : asked;
        await using var shop = await Shop.OpenAsync();
        // EF Core remembers for a second that nobody listened, so the observer comes before the first use.
        using var commands = new Commands(shop.File);
        shop.AddLeads(lead => (lead.PhoneNumber, lead.LastMessageAt) = ("+201001112223", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
        commands.All.Clear();

        await shop.GetAsync(path);

        using var database = (SqliteConnection)shop.Database();
        var plans = commands.All.SelectMany(command => Plan(database, command)).ToArray();
        Assert.NotEmpty(plans);
        Assert.DoesNotContain(plans, step => path.Contains("cursor", StringComparison.Ordinal) && step.StartsWith("SCAN", StringComparison.Ordinal) && step is not ("SCAN c0" or "SCAN CONSTANT ROW"));
        Assert.DoesNotContain(plans, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal) || (step.StartsWith("SCAN", StringComparison.Ordinal) && !IsOrdered(step)));
    }

    // A walk along an index, or along a table by its ids, ends with the page; c0 is a page that was read already.
    private static bool IsOrdered(string step) =>
        step.Contains("USING INDEX", StringComparison.Ordinal) || step is "SCAN p" or "SCAN a" or "SCAN c0" or "SCAN CONSTANT ROW";

    private static List<string> Plan(SqliteConnection database, (string Sql, (string Name, object? Value)[] Parameters) asked)
    {
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // what the program asked
        command.CommandText = "EXPLAIN QUERY PLAN " + asked.Sql;
#pragma warning restore CA2100
        foreach (var (name, value) in asked.Parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }

    /// <summary>The queries that EF Core runs in one file.</summary>
    private sealed class Commands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _file;
        private readonly ConcurrentBag<IDisposable> _subscriptions = [];

        public Commands(string file)
        {
            _file = file;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public ConcurrentQueue<(string Sql, (string Name, object? Value)[] Parameters)> All { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
                _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandEventData { Command: { } command } && value.Key == RelationalEventId.CommandExecuting.Name && command.Connection!.DataSource == _file)
                All.Enqueue((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]));
        }

        public void OnCompleted()
        {
            // Nothing is kept open for it.
        }

        public void OnError(Exception error) => throw error;

        public void Dispose()
        {
            foreach (var subscription in _subscriptions)
                subscription.Dispose();
        }
    }
}
