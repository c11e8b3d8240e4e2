using Migochat.LocalHost.Routing;

namespace Migochat.LocalHost;

/// <summary>What a test may set otherwise than the process does.</summary>
internal sealed record LocalHostOptions
{
    /// <summary>Settings that win over every other source.</summary>
    public IReadOnlyDictionary<string, string?> Configuration { get; init; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The types whose functions are served; the function app's unless set.</summary>
    public IEnumerable<Type> FunctionTypes { get; init; } = FunctionCatalogue.AppTypes;

    /// <summary>Where host.json and local.settings.json are looked for first.</summary>
    public string WorkingDirectory { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>The clock of the timers and of everything that asks for a <see cref="TimeProvider"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where new keys are printed.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>Called last on the services, so that it can replace any.</summary>
    public Action<IServiceCollection> ConfigureServices { get; init; } = _ => { };
}
