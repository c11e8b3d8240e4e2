using Microsoft.AspNetCore.Routing.Patterns;

namespace Migochat.LocalHost.Routing;

/// <summary>Turns HTTP functions into endpoints. How to call a function is compiled once, at its first request: for all of them it would take a fifth of the start.</summary>
internal static class FunctionEndpoints
{
    /// <param name="prefix">Precedes every route; without slashes at its ends; may be empty.</param>
    public static IEnumerable<Endpoint> From(IEnumerable<HttpFunction> functions, string prefix, IServiceProvider services) =>
        functions.Select(function => From(function, prefix, services));

    private static RouteEndpoint From(HttpFunction function, string prefix, IServiceProvider services)
    {
        var pattern = RoutePatternFactory.Combine(RoutePatternFactory.Parse(prefix), RoutePatternFactory.Parse(function.Route));
        var metadata = new List<object> { new FunctionAccess(function.Name, function.Level) };
        if (function.Methods.Count > 0)
            metadata.Add(new HttpMethodMetadata(function.Methods));
        return new RouteEndpoint(Lazily(() => Delegate(function, pattern, services)), pattern, order: 0, new EndpointMetadataCollection(metadata), function.Name);
    }

    private static RequestDelegate Lazily(Func<RequestDelegate> make)
    {
        var made = new Lazy<RequestDelegate>(make);
        return context => made.Value(context);
    }

    private static RequestDelegate Delegate(HttpFunction function, RoutePattern pattern, IServiceProvider services)
    {
        var options = new RequestDelegateFactoryOptions
        {
            ServiceProvider = services,
            RouteParameterNames = pattern.Parameters.Select(part => part.Name),
            DisableInferBodyFromParameters = true,
        };
        if (function.Method.IsStatic)
            return RequestDelegateFactory.Create(function.Method, targetFactory: null, options).RequestDelegate;
        var create = ActivatorUtilities.CreateFactory(function.Method.DeclaringType!, []);
        return RequestDelegateFactory.Create(function.Method, context => create(context.RequestServices, null), options).RequestDelegate;
    }
}
