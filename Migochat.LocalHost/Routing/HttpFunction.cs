using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Migochat.LocalHost.Routing;

/// <summary>A function that answers HTTP, as its attributes describe it. The route is without the prefix; no methods means all of them.</summary>
internal sealed record HttpFunction(string Name, MethodInfo Method, string Route, IReadOnlyList<string> Methods, AuthorizationLevel Level)
{
    /// <summary>The methods as one text, for people.</summary>
    public string MethodNames { get; } = Methods.Count > 0 ? string.Join(',', Methods) : "any method";
}
