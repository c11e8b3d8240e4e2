using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Replies;

/// <summary>The staff: people write to the shop, and staff queue replies, numbered by person.</summary>
public sealed class ReplyClient : IDisposable
{
    private static readonly byte[] s_secret = Encoding.UTF8.GetBytes(ProductServer.Secret);

    private const string Insert = """
        INSERT INTO outbox (user_id, channel, business_id, recipient_id, content, state, mark, open_until, price)
        SELECT user_id, channel, business_id, recipient_id, '{"text":"' || $number || '"}', 'QUEUED', lower(hex(randomblob(16))), open_until, price
        FROM outbox WHERE user_id = $lead LIMIT 1
        """;

    private readonly HttpClient _http;
    private readonly List<long> _leads = [];
    private int _queued;

    /// <param name="port">Of the product.</param>
    /// <param name="key">The function key.</param>
    public ReplyClient(int port, string key)
    {
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/") };
        _http.DefaultRequestHeaders.Add("x-functions-key", key);
    }

    /// <summary>Has people write, so that their windows are open.</summary>
    /// <exception cref="HttpRequestException">The product refused something.</exception>
    public async Task WriteAsync(int port, int people)
    {
        using var connection = new LoadConnection();
        await connection.ConnectAsync(port);
        for (var number = 0; number < people; number++)
        {
            var person = new Person(Channel.Messenger, string.Create(CultureInfo.InvariantCulture, $"9{number:D16}"), "", "");
            var now = TimeProvider.System.GetUtcNow();
            var body = Envelopes.Messaging(Channel.Messenger, now, MessagingShapes.Text(person, $"m_reply{number}", "?", now));
            if (await connection.ExchangeAsync(SignedRequest.Of(Encoding.ASCII.GetBytes(body), s_secret)) != 200)
                throw new HttpRequestException("A person's message was refused.");
            var leads = JsonNode.Parse(await _http.GetStringAsync(new Uri($"leads?q={person.Id}", UriKind.Relative)))!;
            _leads.Add(leads["items"]![0]!["id"]!.GetValue<long>());
        }
    }

    /// <summary>Writes the same into the table at once, and queues one more, which wakes the sender.</summary>
    /// <param name="count">With the last one.</param>
    /// <param name="file">The database.</param>
    /// <exception cref="HttpRequestException">The product refused the last one.</exception>
    public async Task FloodAsync(int count, string file)
    {
        using (var connection = DatabaseFiles.Open(file))
        using (var transaction = connection.BeginTransaction())
        using (var insert = new SqliteCommand(Insert, connection, transaction))
        {
            var (number, lead) = (insert.Parameters.Add("$number", SqliteType.Integer), insert.Parameters.Add("$lead", SqliteType.Integer));
            for (var end = _queued + count - 1; _queued < end; _queued++)
            {
                (number.Value, lead.Value) = (_queued, _leads[_queued % _leads.Count]);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        await QueueAsync(1);
    }

    /// <summary>Queues replies to all people in turn; the text is a number that rises.</summary>
    /// <exception cref="HttpRequestException">The product refused one.</exception>
    public async Task QueueAsync(int count)
    {
        for (var end = _queued + count; _queued < end; _queued++)
        {
            using var content = new StringContent(string.Create(CultureInfo.InvariantCulture, $$"""{"text":"{{_queued}}"}"""));
            using var answer = await _http.PostAsync(new Uri($"leads/{_leads[_queued % _leads.Count]}/messages", UriKind.Relative), content);
            if (answer.StatusCode != HttpStatusCode.Accepted)
                throw new HttpRequestException($"A reply was answered {(int)answer.StatusCode}.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}
