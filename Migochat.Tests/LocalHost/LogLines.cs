using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Migochat.Tests.LocalHost;

/// <summary>Keeps what is logged as "Level: message".</summary>
internal sealed class LogLines : ILoggerProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _lines = new();
    private volatile TaskCompletionSource _next = NewNext();

    public IReadOnlyList<string> All => [.. _lines];

    public IReadOnlyList<string> Errors => [.. _lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal))];

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    /// <summary>Waits until some line holds the text.</summary>
    /// <exception cref="TimeoutException">None does after half a minute.</exception>
    public async Task UntilAsync(string text)
    {
        while (true)
        {
            var next = _next.Task;
            if (_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
                return;
            await next.WaitAsync(Patience);
        }
    }

    public void Dispose() { }

    private static TaskCompletionSource NewNext() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(string line)
    {
        _lines.Enqueue(line);
        Interlocked.Exchange(ref _next, NewNext()).SetResult();
    }

    private sealed class Logger(LogLines lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add($"{logLevel}: {formatter(state, exception)} {exception?.Message}".TrimEnd());
    }
}
