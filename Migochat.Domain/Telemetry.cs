using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Migochat;

/// <summary>Migochat's metrics and traces: one meter and one activity source, both named <c>Migochat</c>. No tag holds personal data.</summary>
public static class Telemetry
{
    public const string Name = "Migochat";

    public static readonly ActivitySource Activities = new(Name);
    public static readonly Meter Meter = new(Name);

    /// <summary>By <c>channel</c> and <c>answer</c>.</summary>
    public static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("migochat.deliveries");

    /// <summary>By <c>kind</c> and <c>outcome</c>.</summary>
    public static readonly Counter<long> Events = Meter.CreateCounter<long>("migochat.events");

    /// <summary>Events in one transaction.</summary>
    public static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("migochat.intake.batch_size", "{event}");

    /// <summary>From the start of the commit to the answer of the disk.</summary>
    public static readonly Histogram<double> CommitTime = Meter.CreateHistogram<double>("migochat.intake.commit_time", "ms");

    /// <summary>Wrong or missing signatures, tokens and keys, by <c>credential</c> and <c>answer</c> (<c>refused</c>, or <c>limited</c> with 429).</summary>
    public static readonly Counter<long> Refusals = Meter.CreateCounter<long>("migochat.refusals");

    /// <summary>Calls of the outbox, by <c>channel</c> and <c>result</c> (<c>accepted</c>, <c>refused</c> or <c>unknown</c>).</summary>
    public static readonly Counter<long> Replies = Meter.CreateCounter<long>("migochat.replies");

    /// <summary>Rows of the outbox that are not settled, by <c>state</c>; every minute.</summary>
    public static readonly Gauge<long> OpenReplies = Meter.CreateGauge<long>("migochat.replies.open");

    /// <summary>Fetches that wait; every minute.</summary>
    public static readonly Gauge<long> PendingFetches = Meter.CreateGauge<long>("migochat.fetches.pending");

    /// <summary>Days until a token ends, by <c>setting</c> and <c>account</c>; once a day, for tokens that end.</summary>
    public static readonly Gauge<long> TokenDays = Meter.CreateGauge<long>("migochat.tokens.days_left", "d");

    public static readonly Counter<long> LeadsRescored = Meter.CreateCounter<long>("migochat.leads_rescored");

    /// <summary>By <c>kind</c> and <c>outcome</c>: <c>done</c>, <c>later</c> or <c>failed</c>.</summary>
    public static readonly Counter<long> Fetches = Meter.CreateCounter<long>("migochat.fetches");

    /// <summary>By <c>timer</c>; completed runs.</summary>
    public static readonly Counter<long> TimerRuns = Meter.CreateCounter<long>("migochat.timer_runs");
}
