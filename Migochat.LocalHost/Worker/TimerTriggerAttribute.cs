namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function on a six-field NCRONTAB schedule in UTC (seconds first), or on the one in setting <c>%NAME%</c>; stands in for the worker's attribute.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    public string Schedule { get; } = schedule;

    public bool UseMonitor { get; set; } = true;

    public bool RunOnStartup { get; set; }
}
