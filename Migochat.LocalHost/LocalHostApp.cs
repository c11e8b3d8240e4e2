using Microsoft.Extensions.DependencyInjection.Extensions;
using Migochat.Data;
using Migochat.LocalHost.Connections;
using Migochat.LocalHost.Keys;
using Migochat.LocalHost.Routing;
using Migochat.LocalHost.Settings;
using Migochat.LocalHost.Timers;
using Migochat.Settings;

namespace Migochat.LocalHost;

/// <summary>Wires the function classes to Kestrel as the Functions host would serve them.</summary>
internal static class LocalHostApp
{
    // After SIGTERM: how long requests in flight may take to finish.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(10);

    /// <summary>A host that is ready to start; starting it prepares the database and the keys before it listens.</summary>
    /// <exception cref="InvalidOperationException">A setting or a function is wrong; the message says which and how.</exception>
    public static WebApplication Build(string[] args, LocalHostOptions? options = null)
    {
        options ??= new LocalHostOptions();
        // Empty, since the ordinary builders bring settings files, loggers and an exception page that the Functions host has not.
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = HostSettings.EnvironmentName(args), ContentRootPath = AppContext.BaseDirectory });
        var folders = new SettingsFolders(options.WorkingDirectory, AppContext.BaseDirectory);
        var settingsSentence = HostSettings.AddTo(builder.Configuration, args, folders, builder.Environment.IsDevelopment());
        builder.Configuration.AddInMemoryCollection(options.Configuration);

        var functions = FunctionCatalogue.From(options.FunctionTypes);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(KestrelLimits.Apply);
        WebApplication? app = null;
        builder.Services.AddHostLogging(() => app?.Lifetime.ApplicationStarted.IsCancellationRequested is true);
        AddServices(builder, functions, settingsSentence, options);
        app = builder.Build();
        Route(app, functions, RoutePrefix(folders));
        return app;
    }

    private static void AddServices(
        WebApplicationBuilder builder, FunctionCatalogue functions, string settingsSentence, LocalHostOptions options)
    {
        var services = builder.Services;
        services.AddRouting().AddMigochat(builder.Configuration);
        services.Replace(ServiceDescriptor.Singleton(options.TimeProvider));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain);
        services.AddSingleton<ConnectionLimit>().AddSingleton<ConnectionGate>().AddSingleton(functions);
        services.AddSingleton(provider => new SampleGuard(SampleSettings.SecretsAreIn(builder.Configuration), provider.GetRequiredService<SettingsReader>()));
        services.AddSingleton(provider => new KeySetup(builder.Configuration, options.Output, options.IsTerminal)
            .Complete(KeyFile.Beside(provider.GetRequiredService<IDatabaseEngine>().FilePath ?? Path.GetFullPath("App_Data/migochat.db"))));
        AddTimers(services, functions, builder.Configuration);
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Startup>(provider, settingsSentence));
        options.ConfigureServices(services);
    }

    private static void AddTimers(IServiceCollection services, FunctionCatalogue functions, IConfiguration configuration)
    {
        foreach (var function in functions.Timers)
        {
            var schedule = TimerSchedule.Parse(function.Name, function.Trigger.Schedule, configuration);
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<TimerLoop>(provider, function, schedule));
        }

        services.AddSingleton<TimerHost>().AddHostedService(provider => provider.GetRequiredService<TimerHost>());
    }

    private static void Route(WebApplication app, FunctionCatalogue functions, string prefix)
    {
        // Made when the server starts, which is after the keys are there.
        app.Use(next => ActivatorUtilities.CreateInstance<FunctionGate>(app.Services, next).InvokeAsync);
        var endpoints = FunctionEndpoints.From(functions.Http, prefix, app.Services);
        ((IEndpointRouteBuilder)app).DataSources.Add(
            new DefaultEndpointDataSource([.. endpoints, RunTimerEndpoint.For(app.Services.GetRequiredService<TimerHost>())]));
    }

    /// <summary>The prefix that the program serves when it is started here.</summary>
    public static string RoutePrefix() => RoutePrefix(new SettingsFolders(Directory.GetCurrentDirectory(), AppContext.BaseDirectory));

    private static string RoutePrefix(SettingsFolders folders)
    {
        var file = folders.Find("host.json") ?? throw new InvalidOperationException("host.json is missing: it belongs beside the program.");
        using var json = File.OpenRead(file);
        return SettingsJson.RoutePrefix(json, file);
    }
}
