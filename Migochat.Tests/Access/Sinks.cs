using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Migochat.Tests.Access;

/// <summary>Keeps all that goes to logs, metrics and traces, of Migochat and of everything below it, at every level.</summary>
internal sealed class Sinks : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _logs = new();
    private readonly ConcurrentQueue<string> _measurements = new();
    private readonly ConcurrentQueue<string> _activities = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _tracing;
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public Sinks()
    {
        _meters.InstrumentPublished = (instrument, meters) => meters.EnableMeasurementEvents(instrument);
        Listen<byte>();
        Listen<short>();
        Listen<int>();
        Listen<long>();
        Listen<float>();
        Listen<double>();
        Listen<decimal>();
        _meters.Start();
        _tracing = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _activities.Enqueue(Text(activity)),
        };
        ActivitySource.AddActivityListener(_tracing);
    }

    public IReadOnlyCollection<string> Logs => _logs;

    public IReadOnlyCollection<string> Measurements => _measurements;

    public IReadOnlyCollection<string> Activities => _activities;

    /// <summary>Has gauges say what they show.</summary>
    public void ReadGauges() => _meters.RecordObservableInstruments();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        _meters.Dispose();
        _tracing.Dispose();
    }

    private void Listen<T>() where T : struct =>
        _meters.SetMeasurementEventCallback<T>((instrument, _, tags, _) => _measurements.Enqueue($"{instrument.Name} {Pairs(tags.ToArray())}"));

    private static string Text(Activity activity) => string.Join(' ',
        activity.Source.Name, activity.DisplayName, activity.StatusDescription, Pairs(activity.TagObjects),
        string.Join(' ', activity.Events.Select(happened => $"{happened.Name} {Pairs(happened.Tags)}")), string.Join(' ', activity.Baggage));

    private static string Pairs(IEnumerable<KeyValuePair<string, object?>> pairs) => string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"));

    private sealed class Logger(Sinks sinks, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => sinks._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? Pairs(pairs) : "";
            var scopes = new List<string>();
            sinks._scopes.ForEachScope((scope, list) => list.Add(scope is IEnumerable<KeyValuePair<string, object?>> held ? Pairs(held) : $"{scope}"), scopes);
            sinks._logs.Enqueue($"{logLevel} {category}: {formatter(state, exception)} | {values} | {string.Join(' ', scopes)} | {exception}");
        }
    }
}
