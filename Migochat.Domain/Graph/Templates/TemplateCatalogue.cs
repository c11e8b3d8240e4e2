using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Migochat.Data;

namespace Migochat.Graph;

/// <summary>
/// The WhatsApp templates of a phone number's account, asked for by name and remembered for some minutes. In memory only, since
/// Meta can change a template at any time.
/// </summary>
public sealed partial class TemplateCatalogue(GraphClient graph, TimeProvider time, ILogger<TemplateCatalogue> logger)
{
    private const int MostRemembered = 1000;
    private const int MostPages = 10;

    /// <summary>How long a list that had the name is good for.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>How long a name counts as unknown, or Meta as unable to answer.</summary>
    public static readonly TimeSpan UnknownFor = TimeSpan.FromMinutes(1);

    // The caller waits for the answer to a request.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, string> _accounts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Number, string Name), Remembered> _remembered = new();

    /// <param name="phoneNumberId">The number that sends.</param>
    /// <param name="name">The template's.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>The templates of that name, one for each language; null if Meta could not be asked.</returns>
    public async Task<IReadOnlyList<MessageTemplate>?> FindAsync(string phoneNumberId, string name, CancellationToken cancellationToken)
    {
        if (_remembered.TryGetValue((phoneNumberId, name), out var remembered) && time.GetElapsedTime(remembered.At) < (remembered.Templates is { Count: > 0 } ? KeptFor : UnknownFor))
            return remembered.Templates;
        var found = await AskInTimeAsync(phoneNumberId, name, cancellationToken);
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        _remembered[(phoneNumberId, name)] = new(found, time.GetTimestamp());
        return found;
    }

    private async Task<IReadOnlyList<MessageTemplate>?> AskInTimeAsync(string phoneNumberId, string name, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await AskAsync(phoneNumberId, name, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            NotListed(logger, phoneNumberId, "Meta's API did not answer in time.");
            return null;
        }
    }

    private async Task<IReadOnlyList<MessageTemplate>?> AskAsync(string phoneNumberId, string name, CancellationToken cancellationToken)
    {
        if (await AccountOfAsync(phoneNumberId, cancellationToken) is not { } account)
            return null;
        var (found, after) = (new List<MessageTemplate>(), (string?)null);
        for (var page = 0; page < MostPages; page++)
        {
            (string, string)[] parameters = [("name", name), ("fields", MessageTemplate.Fields), ("limit", "100"), .. after is null ? [] : ((string, string)[])[("after", after)]];
            if (Json(await graph.ReadAsync(new GraphRead(Platform.WhatsApp, phoneNumberId, $"{Uri.EscapeDataString(account)}/message_templates", parameters), cancellationToken), phoneNumberId) is not { } json)
                return null;
            foreach (var item in json.Get("data"u8).Items())
            {
                // Meta also lists templates whose name only contains the word.
                if (MessageTemplate.Read(item) is { } template && template.Name == name)
                    found.Add(template);
            }

            after = GraphPaging.Next(json);
            if (after is null)
                return found;
        }

        NotListed(logger, phoneNumberId, "The list has too many pages.");
        return found.Count > 0 ? found : null;
    }

    /// <summary>The WhatsApp Business account of a number: the state of a number names it.</summary>
    private async Task<string?> AccountOfAsync(string phoneNumberId, CancellationToken cancellationToken)
    {
        if (_accounts.TryGetValue(phoneNumberId, out var known))
            return known;
        if (Json(await graph.ReadAsync(Platform.WhatsApp, phoneNumberId, phoneNumberId, "health_status", cancellationToken), phoneNumberId) is not { } json)
            return null;
        foreach (var entity in json.Get("health_status"u8).Get("entities"u8).Items())
        {
            if (entity.Get("entity_type"u8).Text() == "WABA" && entity.Get("id"u8).Id() is { } account)
                return _accounts[phoneNumberId] = account;
        }

        NotListed(logger, phoneNumberId, "Meta does not name its account.");
        return null;
    }

    private JsonElement? Json(ReadResult result, string phoneNumberId)
    {
        if (result is ReadFound found)
            return found.Json;
        NotListed(logger, phoneNumberId, result is ReadFailed failed ? failed.Error.Reason : "No token is configured.");
        return null;
    }

    private sealed record Remembered(IReadOnlyList<MessageTemplate>? Templates, long At);

    [LoggerMessage(1, LogLevel.Warning, "The templates of number {PhoneNumberId} could not be listed, so Meta checks them when they are sent: {Reason}")]
    private static partial void NotListed(ILogger logger, string phoneNumberId, string reason);
}
