using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Migochat.Data;
using Migochat.Leads;
using Migochat.Tests.LocalHost;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

/// <summary>
/// The intake without HTTP, on a real file: applies deliveries one after the other, and writes down every column that comes
/// from events in a form that neither ids nor order of arrival can change.
/// </summary>
internal sealed class Ledger : IDisposable
{
    public static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private static readonly PersonTerms Terms = new(TimeSpan.FromHours(24), TimeSpan.FromDays(90));

    private readonly TemporaryFolder _folder = new();
    private readonly IntakeSession _session;
    private readonly SqliteConnection _outside;

    public Ledger()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:Migochat", $"Data Source={_folder.File("ledger.db")}")]).Build();
        var connections = new SqliteConnections(configuration);
        new MigochatDatabase(connections, TimeProvider.System, NullLogger<MigochatDatabase>.Instance).PrepareAsync(CancellationToken.None).GetAwaiter().GetResult();
        _session = new IntakeSession(connections);
        _outside = Database.Open(connections.FilePath);
    }

    /// <summary>Empties the file, applies the deliveries in one transaction, and gives what is stored.</summary>
    public string Write(IEnumerable<JsonNode> deliveries)
    {
        Empty();
        _session.Begin();
        foreach (var delivery in deliveries)
            Apply(delivery);
        _session.Commit();
        return Read();
    }

    public Dictionary<string, string?>[] Rows(string sql) => _outside.Rows(sql);

    public void Dispose()
    {
        _outside.Dispose();
        _session.Dispose();
        _folder.Dispose();
    }

    private void Apply(JsonNode delivery)
    {
        using var document = WebhookReader.Parse(Encoding.UTF8.GetBytes(delivery.Json()))!;
        foreach (var @event in WebhookReader.Read(document.RootElement, new ReadingContext(Now, OurAccounts.All)))
            _session.Applier.Apply(@event, Terms, Now);
    }

    private void Empty()
    {
        foreach (var table in (string[])["lead_activities", "conversations", "messages", "user_identities", "dead_letters", "users"])
            _outside.Run($"DELETE FROM {table}");
    }

    private string Read()
    {
        const string Person = "(SELECT group_concat(kind || '=' || value || '@' || seen_at, ' ' ORDER BY kind, value) FROM user_identities i WHERE i.user_id = t.user_id)";
        var text = new StringBuilder();
        Append(text, $"""
            SELECT {Person} AS person, psid, platform, phone_number, first_name, last_name, created_at, last_message_at,
                   last_inbound_at, is_active, first_source, first_ad_id, first_post_id, field_sources
            FROM (SELECT u.*, u.id AS user_id FROM users u) t
            """);
        Append(text, $"""
            SELECT {Person} AS person, sender_id, recipient_id, message_text, direction, status, timestamp, facebook_message_id,
                   message_type, message_metadata, platform, message_source
            FROM messages t
            """);
        Append(text, $"SELECT {Person} AS person, started_at, last_activity, is_active, message_count, waiting_since FROM conversations t");
        Append(text, "SELECT kind, content_hash FROM dead_letters");
        return text.ToString();
    }

    private void Append(StringBuilder text, string sql)
    {
        foreach (var row in _outside.Rows(sql).Select(row => string.Join(" | ", row.Select(column => $"{column.Key}={column.Value}"))).Order(StringComparer.Ordinal))
            text.AppendLine(row);
    }
}
