using Migochat.Settings;

namespace Migochat.LocalHost.FakeMeta;

/// <summary>Connects the fake with the service that it stands beside.</summary>
internal static partial class FakeMetaSetup
{
    /// <summary>From its start on the service gets the fake's webhooks, signed with its own app secrets.</summary>
    public static void Connect(FakeGraph graph, WebApplication app)
    {
        var settings = app.Services.GetRequiredService<SettingsReader>();
        LogFake(app.Logger, graph.Url);
        graph.Webhooks.SecretOf = kind => Secret(settings.Latest, kind);
        app.Lifetime.ApplicationStarted.Register(() => graph.Webhooks.Target = new Uri(OnThisMachine(app.Urls.First()), "/api/webhooks/meta"));
    }

    private static string? Secret(SettingsSnapshot? settings, string kind)
    {
        string[] keys = kind switch
        {
            "whatsapp_business_account" => [SettingKeys.WhatsAppAppSecret, SettingKeys.FbAppSecret],
            "instagram" => [SettingKeys.InstagramAppSecret, SettingKeys.FbAppSecret],
            _ => [SettingKeys.FbAppSecret],
        };
        return keys.SelectMany(key => settings?.List(key) ?? []).FirstOrDefault();
    }

    /// <summary>A service that listens on every address can't be called by that.</summary>
    private static Uri OnThisMachine(string url) => new UriBuilder(url.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal)) switch
    {
        { Host: "0.0.0.0" or "[::]" } any => new UriBuilder(any.Uri) { Host = "127.0.0.1" }.Uri,
        var own => own.Uri,
    };

    [LoggerMessage(1, LogLevel.Information, "The Graph API is a fake at {Url}; nothing goes to Meta")]
    private static partial void LogFake(ILogger logger, string url);
}
