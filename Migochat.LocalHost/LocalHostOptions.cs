using Migochat.LocalHost.Routing;

namespace Migochat.LocalHost;

/// <summary>Options that a test may set; the process uses the defaults.</summary>
internal sealed record LocalHostOptions
{
    /// <summary>Settings that win over every other source.</summary>
    public IReadOnlyDictionary<string, string?> Configuration { get; init; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The types with the served functions; by default those of the function app.</summary>
    public IEnumerable<Type> FunctionTypes { get; init; } = FunctionCatalogue.AppTypes;

    /// <summary>Where host.json and local.settings.json are looked for first.</summary>
    public string WorkingDirectory { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>The clock of the timers and of everything that asks for a <see cref="TimeProvider"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where new keys are printed, if it is a terminal.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>Whether a person reads <see cref="Output"/>; otherwise it may be kept as a log, and no key may be in it.</summary>
    public bool IsTerminal { get; init; } = !Console.IsOutputRedirected;

    /// <summary>Called last on the services, so that it can replace any.</summary>
    public Action<IServiceCollection> ConfigureServices { get; init; } = _ => { };
}
