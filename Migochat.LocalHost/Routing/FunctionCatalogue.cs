using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Migochat.Functions.Webhooks;
using Migochat.LocalHost.Timers;

namespace Migochat.LocalHost.Routing;

/// <summary>
/// Finds the functions in a set of types: public methods with [Function] and one parameter with a trigger attribute. It accepts
/// only what the worker accepts as well, so that a function that runs here runs on Azure.
/// </summary>
internal sealed record FunctionCatalogue(IReadOnlyList<HttpFunction> Http, IReadOnlyList<TimerFunction> Timers)
{
    /// <summary>The types of the function app, Migochat.Functions.</summary>
    public static IReadOnlyList<Type> AppTypes { get; } = typeof(ReceiveWebhook).Assembly.GetExportedTypes();

    /// <exception cref="InvalidOperationException">A function has no trigger or two, a parameter that can't be bound, or another's name.</exception>
    public static FunctionCatalogue From(IEnumerable<Type> types)
    {
        var catalogue = new Builder();
        foreach (var type in types.Where(type => type is { IsClass: true, IsVisible: true, ContainsGenericParameters: false }))
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
                if (method.GetCustomAttribute<FunctionAttribute>() is { } function)
                    catalogue.Add(function.Name, method);
        return new FunctionCatalogue([.. catalogue.Http.OrderBy(f => f.Name, StringComparer.Ordinal)], [.. catalogue.Timers.OrderBy(f => f.Name, StringComparer.Ordinal)]);
    }

    private sealed class Builder
    {
        private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

        public List<HttpFunction> Http { get; } = [];

        public List<TimerFunction> Timers { get; } = [];

        public void Add(string name, MethodInfo method)
        {
            if (!_names.Add(name))
                throw Wrong(name, "there is another function of this name");
            var triggers = method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes()).ToList();
            switch (triggers.OfType<HttpTriggerAttribute>().SingleOrDefault(), triggers.OfType<TimerTriggerAttribute>().SingleOrDefault())
            {
                case ({ } trigger, null): Http.Add(Function(name, method, trigger)); break;
                case (null, { } trigger): Timers.Add(Function(name, method, trigger)); break;
                default: throw Wrong(name, "it needs exactly one parameter with a trigger");
            }
        }
    }

    private static HttpFunction Function(string name, MethodInfo method, HttpTriggerAttribute trigger)
    {
        var route = trigger.Route ?? name;
        var inRoute = RoutePatternFactory.Parse(route).Parameters.Select(part => part.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        CheckParameters(name, method, parameter => IsGiven(parameter.ParameterType) || inRoute.Contains(parameter.Name!));
        return new HttpFunction(name, method, route, trigger.Methods ?? [], trigger.AuthLevel);
    }

    private static TimerFunction Function(string name, MethodInfo method, TimerTriggerAttribute trigger)
    {
        CheckParameters(name, method, parameter => parameter.ParameterType == typeof(TimerInfo) || parameter.ParameterType == typeof(CancellationToken));
        return new TimerFunction(name, method, trigger);
    }

    private static void CheckParameters(string name, MethodInfo method, Predicate<ParameterInfo> isKnown)
    {
        if (Array.Find(method.GetParameters(), parameter => !isKnown(parameter)) is { } unknown)
            throw Wrong(name, $"its parameter '{unknown.Name}' is neither given by the host nor part of the route");
    }

    private static bool IsGiven(Type type) => type == typeof(HttpRequest) || type == typeof(CancellationToken);

    private static InvalidOperationException Wrong(string name, string why) => new($"Function {name} can't be served: {why}.");
}
