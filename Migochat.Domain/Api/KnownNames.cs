using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Migochat.Data;

namespace Migochat.Api;

/// <summary>The parameters that a route takes.</summary>
internal sealed class KnownNames
{
    private const int LongestShown = 40;

    /// <summary>The hosts read the function key from this parameter.</summary>
    private const string FunctionKey = "code";

    private readonly List<string> _names = [];

    public void Add(string name)
    {
        if (!_names.Contains(name, StringComparer.Ordinal))
            _names.Add(name);
    }

    /// <returns>The problem of the first parameter that the route does not take; null if there is none.</returns>
    public ProblemHttpResult? Refuse(IQueryCollection query)
    {
        foreach (var name in query.Keys)
            if (name != FunctionKey && !_names.Contains(name, StringComparer.OrdinalIgnoreCase))
                return Refuse(name.CutTo(LongestShown)!);
        return null;
    }

    private ProblemHttpResult Refuse(string name) => Problems.UnknownParameter(name, EditDistance.Nearest(name, _names), _names);
}
