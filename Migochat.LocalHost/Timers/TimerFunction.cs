using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Migochat.LocalHost.Timers;

/// <summary>A function that runs on a schedule, as its attributes describe it.</summary>
internal sealed record TimerFunction(string Name, MethodInfo Method, TimerTriggerAttribute Trigger)
{
    /// <summary>Runs the function once, on an instance of its own.</summary>
    public async Task RunAsync(IServiceProvider services, TimerInfo timer, CancellationToken cancellationToken)
    {
        var target = Method.IsStatic ? null : ActivatorUtilities.CreateInstance(services, Method.DeclaringType!);
        var arguments = Method.GetParameters().Select(parameter => Argument(parameter, timer, cancellationToken)).ToArray();
        var answer = Method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        await (answer switch { Task task => task, ValueTask task => task.AsTask(), _ => Task.CompletedTask });
    }

    private static object Argument(ParameterInfo parameter, TimerInfo timer, CancellationToken cancellationToken) =>
        parameter.ParameterType == typeof(TimerInfo) ? timer : cancellationToken;
}
