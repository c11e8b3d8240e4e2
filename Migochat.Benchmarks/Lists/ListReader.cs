using System.Diagnostics;
using System.Text.Json;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Lists;

/// <summary>Asks a server for lists, one request after the other.</summary>
public sealed class ListReader : IDisposable
{
    private const int Warmup = 5;

    private readonly HttpClient _http;
    private readonly ListsOptions _options;
    private readonly int _people;

    /// <summary>Reads from a server on loopback with this many people in its file.</summary>
    public ListReader(int port, ListsOptions options, int people)
    {
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/") };
        _http.DefaultRequestHeaders.Add("x-functions-key", ProductServer.MasterKey);
        _options = options;
        _people = people;
    }

    /// <summary>How long the case's answers took.</summary>
    /// <exception cref="InvalidOperationException">An answer is not 200, or shows nobody where somebody is.</exception>
    public async Task<Latencies> TimeAsync(ListCase list)
    {
        var start = list.IsDeep ? await DeepAsync(list.Path(0, _people)) : null;
        for (var number = 0; number < Warmup; number++)
            await GetAsync(list, list.Path(number, _people), start);

        var answers = new List<LoadAnswer>(_options.Requests);
        var cursor = start;
        for (var number = 0; number < _options.Requests; number++)
        {
            var (answer, next) = await GetAsync(list, list.Path(number, _people), cursor);
            answers.Add(answer);
            cursor = list.IsDeep ? next ?? start : null;
        }

        return Latencies.Of(answers);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>The cursor of a page far behind the first, and half as far as there are pages at most.</summary>
    private async Task<string?> DeepAsync(string path)
    {
        List<string?> cursors = [null];
        while (cursors.Count <= _options.Depth && await NextAsync($"{With(path, "limit=200")}", cursors[^1]) is { } next)
            cursors.Add(next);
        return cursors.Count > _options.Depth ? cursors[^1] : cursors[cursors.Count / 2];
    }

    private async Task<string?> NextAsync(string path, string? cursor)
    {
        using var document = JsonDocument.Parse(await BodyAsync(At(path, cursor)));
        return document.RootElement.GetProperty("next").GetString();
    }

    private async Task<(LoadAnswer Answer, string? Next)> GetAsync(ListCase list, string path, string? cursor)
    {
        var started = Stopwatch.GetTimestamp();
        var body = await BodyAsync(At(path, cursor));
        var answer = new LoadAnswer(started, Stopwatch.GetTimestamp());
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.GetProperty("items").GetArrayLength() == 0 && !list.MayBeEmpty)
            throw new InvalidOperationException($"{list.Name}: {path} shows nobody.");
        return (answer, document.RootElement.GetProperty("next").GetString());
    }

    private async Task<byte[]> BodyAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadAsByteArrayAsync()
            : throw new InvalidOperationException($"{path} was answered {(int)answer.StatusCode}.");
    }

    private static string At(string path, string? cursor) => cursor is null ? path : With(path, $"cursor={Uri.EscapeDataString(cursor)}");

    private static string With(string path, string parameter) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}";
}
