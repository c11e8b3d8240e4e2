using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.LocalHost.Routing;
using Migochat.Settings;
using Migochat.Tests.LocalHost;
using Migochat.Tests.Privacy;

namespace Migochat.Tests.Access;

/// <summary>
/// Every secret and everything about a customer is planted, every route is called in every way and every fault provoked, with
/// all logs at Trace: what was planted shows up where docs/security.md says, and nowhere else.
/// </summary>
public sealed class CanaryTests : IAsyncLifetime, IDisposable
{
    // Whoever the callbacks are about: the planted person is to be seen until the erasure.
    private const string Nobody = "1122334455667788";

    // Bodies that are understood; every other route gets an empty object.
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["UpdateLead"] = $$"""{"first_name":"{{Canaries.NewName}}","phone":"{{Canaries.NewPhone}}","stage":"lost","reason":"{{Canaries.Note}}"}""",
        ["AddLeadNote"] = $$"""{"text":"{{Canaries.Note}}"}""",
        ["SendMessage"] = $$"""{"text":"{{Canaries.Note}}"}""",
        ["AnswerComment"] = $$"""{"text":"{{Canaries.Note}}","private":true}""",
        ["CreatePost"] = """{"facebook_post_id":"p_new","type":"info"}""",
        ["CreateAdCampaign"] = """{"facebook_ad_id":"a_new"}""",
        ["UpdateConversation"] = """{"waiting":false}""",
        ["UpdateSetting"] = """{"value":"24"}""",
        ["DeleteData"] = $"signed_request={SignedRequests.Signed(Nobody, secret: Canaries.Settings["fb_app_secret"])}",
        ["Deauthorize"] = $"signed_request={SignedRequests.Signed(Nobody, secret: Canaries.Settings["fb_app_secret"])}",
    };

    private readonly Sinks _sinks = new();
    private readonly List<Answer> _answers = [];
    private readonly StringBuilder _rows = new();
    private RunningHost _host = null!;

    public async Task InitializeAsync()
    {
        var settings = Canaries.Settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value, StringComparer.OrdinalIgnoreCase);
        settings["public_base_url"] = "https://shop.example";
        // Nothing listens there.
        settings["graph_base_url"] = settings["instagram_base_url"] = "http://127.0.0.1:9";
        settings["FunctionKeys:default"] = Canaries.FunctionKey;
        settings["FunctionKeys:master"] = Canaries.MasterKey;
        _host = await RunningHost.StartAsync(new RunningHost.Setup
        {
            Functions = [.. FunctionCatalogue.AppTypes, typeof(ThrowingFunction)],
            Settings = settings,
            Services = services =>
            {
                services.AddLogging(logging => logging.ClearProviders().AddProvider(_sinks));
                services.Configure<LoggerFilterOptions>(Everything);
            },
        });
    }

    [Fact]
    public async Task Secrets_and_people_show_up_nowhere_but_where_they_belong()
    {
        await FillAsync();
        await CallEverythingAsync();
        await FailAsync();
        await RunTimersAsync();
        KeepRows();
        _sinks.ReadGauges();
        await _host.StopAsync();

        AssertAnswers();
        AssertAll("The log", _sinks.Logs);
        AssertAll("A metric", _sinks.Measurements);
        AssertAll("A trace", _sinks.Activities);
        Canaries.AssertNone("The database", _rows.ToString(), Canaries.Secrets);
        AssertTheTestSeesEnough();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _sinks.Dispose();

    private static void Everything(LoggerFilterOptions options)
    {
        options.Rules.Clear();
        options.MinLevel = LogLevel.Trace;
        options.Rules.Add(new LoggerFilterRule(null, "Microsoft.AspNetCore", LogLevel.Trace, null));
        options.Rules.Add(new LoggerFilterRule(typeof(Sinks).FullName, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Trace, null));
    }

    private async Task FillAsync()
    {
        // Half of the secrets come from the database.
        using (var database = _host.OpenDatabase())
            foreach (var (key, value) in Canaries.Settings.Where((_, n) => n % 2 == 0))
                database.Run($"INSERT INTO app_settings (key, value, is_sensitive) VALUES ('{key}', '{value}', TRUE)");
        await _host.Services.GetRequiredService<SettingsReader>().RefreshAsync(CancellationToken.None);

        var whatsApp = Texts.WhatsApp(
            [Texts.WhatsAppMessage(from: Canaries.WaId, text: $"{Canaries.Text} {Canaries.TypedPhone}")],
            [Texts.Contact(Canaries.WaId, name: $"{Canaries.FirstName} {Canaries.LastName}")]);
        await DeliverAsync(whatsApp);
        await DeliverAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.2", Canaries.WaId, text: Canaries.Text)]));
        await DeliverAsync(Texts.Messenger(Texts.MessengerItem(sender: Canaries.Psid, text: Canaries.Text), new JsonObject { ["sender"] = Canaries.Psid, ["not_yet"] = Canaries.Text }));
        using var rows = _host.OpenDatabase();
        rows.Run($"UPDATE messages SET message_type = 'comment', comment_id = 'c_1', platform = 'facebook', recipient_id = '{Texts.PageId}' WHERE id = 1");
        rows.Run("INSERT INTO posts (facebook_post_id, post_type, post_data) VALUES ('p_1', 'INFO', '{}')");
        rows.Run($$"""INSERT INTO outbox (user_id, channel, business_id, recipient_id, content, state, mark, open_until) VALUES (1, 'facebook', '{{Texts.PageId}}', '{{Canaries.Psid}}', '{"text":"{{Canaries.Text}}"}', 'FAILED', 'm', '2026-03-02 11:00:00.000000')""");
        rows.Run("INSERT INTO ad_campaigns (facebook_ad_id, target_audience) VALUES ('a_1', '{}')");
    }

    private async Task CallEverythingAsync()
    {
        string[] order = ["get", "patch", "put", "post", "delete"];
        foreach (var (function, method) in Routes.All.SelectMany(function => function.Methods.Select(method => (function, method))).OrderBy(call => Array.IndexOf(order, call.method.ToLowerInvariant())))
        {
            var path = Routes.PathOf(function);
            var handshake = $"{path}?hub.mode=subscribe&hub.challenge=1&hub.verify_token=";
            await CallAsync(function, method, path, null, null, null);
            await CallAsync(function, method, path, "wrong", Canaries.AdminKey, "{}");
            await CallAsync(function, method, $"{path}?code={Canaries.MasterKey}", null, "wrong", "{}");
            await CallAsync(function, method, $"{path}?code={Canaries.FunctionKey}", null, Canaries.NewAdminKey, "{}");
            await CallAsync(function, method, handshake + Canaries.Settings["fb_verify_token"], Canaries.FunctionKey, Canaries.AdminKey, null);
            await CallAsync(function, method, $"{handshake}wrong{Canaries.Settings["whatsapp_verify_token"]}", Canaries.FunctionKey, Canaries.AdminKey, null);
            await CallAsync(function, method, $"{path}?limit={Canaries.Text}&cursor={Canaries.WaId}", Canaries.FunctionKey, Canaries.AdminKey, $"{{\"text\":\"{Canaries.Text}");
            await CallAsync(function, method, $"{path}?code={Canaries.FunctionKey}", null, Canaries.AdminKey, Bodies.GetValueOrDefault(function.Name, "{}"));
            await CallAsync(function, method, $"{path}?q={Canaries.WaId}", Canaries.FunctionKey, Canaries.AdminKey, Bodies.GetValueOrDefault(function.Name, "{}"));
        }
    }

    private async Task FailAsync()
    {
        using (var other = _host.OpenDatabase())
        {
            // A message of the database that quotes what was written.
            Poison.Add(other, "INSERT", "messages", "new.message_text LIKE '%poison%'", Canaries.Text);
            await DeliverAsync(Texts.Messenger(Texts.MessengerItem("m_poison", Canaries.Psid, $"poison {Canaries.Text}")));
            await DeliverAsync(Texts.Messenger(Texts.MessengerItem("m_forged", Canaries.Psid, Canaries.Text)), secret: "forged");
            await DeliverAsync(JsonValue.Create(Canaries.Text));
            using (_host.LockDatabase())
            {
                await DeliverAsync(Texts.Messenger(Texts.MessengerItem("m_locked", Canaries.Psid, Canaries.Text)));
                await CallAsync("AddLeadNote", HttpMethod.Post, "/api/leads/2/notes", Bodies["AddLeadNote"]);
            }

            await CallAsync("ListDeadLetters", HttpMethod.Get, "/api/dead-letters");
            await CallAsync("ListLeadActivities", HttpMethod.Get, "/api/leads/2/activities");

            // Rows that nobody should have written: reading them fails, and the exception quotes them.
            // PostgreSQL's column holds no more of it.
            var stage = TestPostgres.IsUsed ? Canaries.Text[..11] : Canaries.Text;
            other.Run($"UPDATE users SET lead_stage = '{stage}', score_due_at = '2020-01-01 00:00:00.000000'");
            await CallAsync("ListLeads", HttpMethod.Get, "/api/leads");
            await CallAsync("GetLead", HttpMethod.Get, "/api/leads/2");
        }

        Assert.Equal([HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError], _answers[^2..].Select(answer => answer.Status));
        await CallAsync("GetHealth", HttpMethod.Get, $"/api/throw?code={Canaries.MasterKey}&q={Canaries.Text}");
        using var malformed = new System.Net.Sockets.TcpClient("127.0.0.1", _host.Client.BaseAddress!.Port);
        await malformed.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /api/leads?code={Canaries.FunctionKey} {Canaries.Text} HTTP/1.1\r\n\r\n"));
        using var reader = new StreamReader(malformed.GetStream());
        Assert.StartsWith("HTTP/1.1 400", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private async Task RunTimersAsync()
    {
        foreach (var timer in FunctionCatalogue.From(FunctionCatalogue.AppTypes).Timers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/functions/{timer.Name}");
            request.Headers.Add("x-functions-key", Canaries.MasterKey);
            using var response = await _host.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        }

        while (!_sinks.Logs.Any(line => line.Contains("can't be rescored", StringComparison.Ordinal)))
            await Task.Yield();
    }

    /// <summary>All tables but the one in which secrets are kept.</summary>
    private void KeepRows()
    {
        using var database = _host.OpenDatabase();
        foreach (var table in database.Tables().Where(table => table != "app_settings"))
            foreach (var row in database.Rows($"SELECT * FROM \"{table}\""))
                _rows.Append(table).Append(": ").AppendJoin(' ', row.Select(cell => $"{cell.Key}={cell.Value}")).Append('\n');
    }

    private void AssertAnswers()
    {
        foreach (var answer in _answers)
        {
            Canaries.AssertNone($"The answer of {answer.Function}", answer.Text, Canaries.Secrets);
            if (Routes.Classified[answer.Function].Shows != "people")
                Canaries.AssertNone($"The answer of {answer.Function}", answer.Text, Canaries.Person);
        }

        foreach (var line in _rows.ToString().Split('\n').Where(line => line.StartsWith("lead_activities", StringComparison.Ordinal)))
            Canaries.AssertNone("The audit trail", line, Canaries.Person);
        foreach (var line in _rows.ToString().Split('\n').Where(line => line.StartsWith("dead_letters", StringComparison.Ordinal)))
            Canaries.AssertNone("The error of a dead letter", line[line.IndexOf(" error=", StringComparison.Ordinal)..line.IndexOf(" received_at=", StringComparison.Ordinal)], Canaries.Person);
    }

    private static void AssertAll(string where, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Canaries.AssertNone(where, line, [.. Canaries.Secrets, .. Canaries.Person, Canaries.Note]);
    }

    private void AssertTheTestSeesEnough()
    {
        foreach (var function in Routes.All.Where(function => Routes.Classified[function.Name].Shows == "people"))
            Assert.True(_answers.Exists(answer => answer.Function == function.Name && Canaries.In(answer.Text, Canaries.Person).Any()), $"{function.Name} showed nobody; its answers were {string.Join(' ', _answers.Where(answer => answer.Function == function.Name).Select(answer => (int)answer.Status))}.");
        foreach (var function in Bodies.Keys)
            Assert.True(_answers.Exists(answer => answer.Function == function && (int)answer.Status is >= 200 and < 300), $"{function} understood no body.");
        Assert.Contains(_sinks.Logs, line => line.StartsWith("Debug Microsoft.EntityFrameworkCore.Database.Command", StringComparison.Ordinal));
        Assert.Contains(_sinks.Logs, line => line.Contains($"kept as a dead letter: {Poison.Error}", StringComparison.Ordinal));
        Assert.Contains(_sinks.Logs, line => line.Contains("GetLead failed: KeyNotFoundException", StringComparison.Ordinal));
        Assert.Contains(_sinks.Logs, line => line.Contains("Throw failed: InvalidOperationException", StringComparison.Ordinal));
        Assert.Contains(_answers, answer => answer.Status == HttpStatusCode.ServiceUnavailable);
        Assert.Contains(_answers, answer => answer.Status == HttpStatusCode.TooManyRequests);
        Assert.Contains(_sinks.Measurements, line => line.StartsWith("migochat.refusals credential=", StringComparison.Ordinal));
        Assert.Contains(_sinks.Measurements, line => line.StartsWith("http.server.request.duration", StringComparison.Ordinal));
        Assert.Contains(_sinks.Activities, line => line.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Contains("zarafa", _rows.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private Task DeliverAsync(JsonNode delivery, string? secret = null)
    {
        var body = delivery.Json();
        var @object = delivery is JsonObject known ? known["object"]!.GetValue<string>() : "page";
        var right = Canaries.Settings[@object == "page" ? "fb_app_secret" : "whatsapp_app_secret"];
        return CallAsync("ReceiveWebhook", HttpMethod.Post, "/api/webhooks/meta", body, Shop.Sign(body, secret ?? right));
    }

    private Task CallAsync(HttpFunction function, string method, string path, string? key, string? adminKey, string? body)
    {
        // Every other minute, so that both 401 and 429 are among the answers.
        if (_answers.Count % 40 == 0)
            _host.Time.Advance(TimeSpan.FromSeconds(61));
        return SendAsync(function.Name, Request(new HttpMethod(method), path, key, adminKey, body));
    }

    private Task CallAsync(string function, HttpMethod method, string path, string? body = null, string? signature = null)
    {
        var request = Request(method, path, Canaries.FunctionKey, Canaries.AdminKey, body);
        if (signature is not null)
            request.Headers.Add("X-Hub-Signature-256", signature);
        return SendAsync(function, request);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? key, string? adminKey, string? body)
    {
        var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        if (adminKey is not null)
            request.Headers.Add("X-Admin-Key", adminKey);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    private async Task SendAsync(string function, HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _host.Client.SendAsync(request);
            _answers.Add(new Answer(function, response.StatusCode, $"{response.Headers}{response.Content.Headers}{await response.Content.ReadAsStringAsync()}"));
        }
    }

    private sealed record Answer(string Function, HttpStatusCode Status, string Text);
}
